package org.zhumin.project;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The next version of a project in the making; {@link #entry} ends it. */
final class ProjectChange {
    private final Project before;
    private final ProjectAction action;
    private final Step step;
    private ProjectContent content;
    private ProjectState state;
    private StepPlan point;
    private StepPlan evaluate;
    private int evaluation;
    private @Nullable String roundId;
    private @Nullable Review review;
    private @Nullable Decision decision;
    private @Nullable StepOutcome pointOutcome;
    private List<StepOutcome> evaluations;
    private @Nullable ShelveReason shelved;
    private List<Milestone> milestones;
    private @Nullable Instant publishedAt;
    private @Nullable String reason;
    private @Nullable String about;
    private @Nullable Instant date;
    private List<String> mediaIds = List.of();

    ProjectChange(Project before, ProjectAction action, Step step) {
        this.before = before;
        this.action = action;
        this.step = step;
        content = before.content();
        state = before.state();
        point = before.point();
        evaluate = before.evaluate();
        evaluation = before.evaluation();
        roundId = before.roundId();
        review = before.review();
        decision = before.decision();
        pointOutcome = before.pointOutcome();
        evaluations = before.evaluations();
        shelved = before.shelved();
        milestones = before.milestones();
        publishedAt = before.publishedAt();
    }

    ProjectChange content(ProjectContent next) {
        content = next;
        return this;
    }

    ProjectChange state(ProjectState next) {
        state = next;
        return this;
    }

    ProjectChange point(StepPlan next) {
        point = next;
        return this;
    }

    ProjectChange evaluate(StepPlan next) {
        evaluate = next;
        return this;
    }

    ProjectChange nextEvaluation() {
        evaluation++;
        return this;
    }

    ProjectChange round(@Nullable String next) {
        roundId = next;
        return this;
    }

    ProjectChange review(Review next) {
        review = next;
        return this;
    }

    ProjectChange decision(Decision next) {
        decision = next;
        return this;
    }

    ProjectChange pointOutcome(StepOutcome next) {
        pointOutcome = next;
        return this;
    }

    ProjectChange evaluationOutcome(StepOutcome next) {
        var all = new ArrayList<>(evaluations);
        all.add(next);
        evaluations = all;
        return this;
    }

    ProjectChange shelved(ShelveReason next) {
        shelved = next;
        reason = next.name();
        return this;
    }

    ProjectChange milestones(List<Milestone> next) {
        milestones = next;
        return this;
    }

    ProjectChange published() {
        publishedAt = step.at();
        return this;
    }

    ProjectChange reason(String code) {
        reason = code;
        return this;
    }

    ProjectChange about(@Nullable String named) {
        about = named;
        return this;
    }

    ProjectChange date(@Nullable Instant at) {
        date = at;
        return this;
    }

    ProjectChange media(List<String> ids) {
        mediaIds = ids;
        return this;
    }

    /** The next version, with what the person who acted wrote. */
    Project entry(@Nullable String text) {
        var timeline = new ArrayList<>(before.timeline());
        timeline.add(
                new ProjectEntry(
                        step.at(),
                        action.type(),
                        reason,
                        about,
                        date,
                        text,
                        mediaIds,
                        step.party(),
                        step.operation().id(),
                        step.operation().bodyHash()));
        return new Project(
                before.id(),
                content,
                state,
                point,
                evaluate,
                evaluation,
                roundId,
                review,
                decision,
                pointOutcome,
                evaluations,
                shelved,
                milestones,
                before.proposer(),
                timeline,
                before.bodyHash(),
                before.createdAt(),
                publishedAt,
                step.at(),
                before.version() + 1);
    }
}
