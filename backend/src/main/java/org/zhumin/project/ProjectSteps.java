package org.zhumin.project;

import org.springframework.stereotype.Component;
import org.zhumin.identity.Actor;
import org.zhumin.kernel.Ids;
import org.zhumin.platform.web.FactKey;
import org.zhumin.project.ProjectActs.Act;
import org.zhumin.project.ProjectBodies.AdvanceBody;
import org.zhumin.project.ProjectBodies.DecisionBody;
import org.zhumin.project.ProjectBodies.ExtendBody;
import org.zhumin.project.ProjectBodies.MilestoneBody;
import org.zhumin.project.ProjectBodies.ReEvaluateBody;
import org.zhumin.project.ProjectBodies.ReviewBody;
import org.zhumin.project.ProjectBodies.ShelveBody;

import reactor.core.publisher.Mono;

import java.util.List;
import java.util.Objects;

/** Takes projects from step to step. */
@Component
class ProjectSteps {
    private final ProjectActs acts;
    private final ProjectDrafts drafts;
    private final ProjectMedia media;
    private final Candidacy candidacy;
    private final ProjectProperties properties;

    ProjectSteps(
            ProjectActs acts,
            Candidacy candidacy,
            ProjectDrafts drafts,
            ProjectMedia media,
            ProjectProperties properties) {
        this.acts = acts;
        this.candidacy = candidacy;
        this.drafts = drafts;
        this.media = media;
        this.properties = properties;
    }

    Mono<Project> review(ProjectId id, ReviewBody body, Actor actor, FactKey key) {
        drafts.requireFit(body.explanation());
        return acts.perform(
                Act.of(ProjectAction.REVIEW, id, actor, key)
                        .with("feasible", body.feasible().toString()),
                (project, step) ->
                        ProjectMoves.review(
                                project,
                                body.feasible(),
                                body.costYuan(),
                                body.explanation(),
                                step));
    }

    Mono<Project> publish(ProjectId id, Actor actor, FactKey key) {
        return acts.plan(
                Act.of(ProjectAction.PUBLISH, id, actor, key),
                (project, step) ->
                        candidacy
                                .check(project.roundId(), project.content().areaPath())
                                .then(
                                        Mono.fromSupplier(
                                                () ->
                                                        ProjectMoves.publish(
                                                                project,
                                                                properties.voting(),
                                                                step))));
    }

    Mono<Project> advance(ProjectId id, AdvanceBody body, Actor actor, FactKey key) {
        drafts.requireFit(body.reason());
        return acts.perform(
                Act.of(ProjectAction.ADVANCE, id, actor, key).with("to", body.to().name()),
                (project, step) ->
                        ProjectMoves.advance(
                                project, body.to(), body.reason(), properties.voting(), step));
    }

    Mono<Project> shelve(ProjectId id, ShelveBody body, Actor actor, FactKey key) {
        drafts.requireFit(body.text());
        return acts.perform(
                Act.of(ProjectAction.SHELVE, id, actor, key)
                        .with("reason", body.reasonCode().name()),
                (project, step) ->
                        ProjectMoves.shelve(project, body.reasonCode(), body.text(), step));
    }

    Mono<Project> extend(ProjectId id, ExtendBody body, Actor actor, FactKey key) {
        drafts.requireFit(body.reason());
        return acts.perform(
                Act.of(ProjectAction.EXTEND, id, actor, key)
                        .with("closesAt", body.closesAt().toString()),
                (project, step) ->
                        ProjectMoves.extend(
                                project, body.step(), body.closesAt(), body.reason(), step));
    }

    Mono<Project> decide(ProjectId id, DecisionBody body, Actor actor, FactKey key) {
        return acts.plan(
                Act.of(ProjectAction.DECIDE, id, actor, key).with("body", body.body().name()),
                (project, step) -> {
                    // Refused before anything is attached.
                    ProjectMoves.decide(project, decision(body, List.of(), step), step);
                    return media.attach(id, body.mediaIds(), actor)
                            .map(
                                    ids ->
                                            ProjectMoves.decide(
                                                    project, decision(body, ids, step), step));
                });
    }

    private static Decision decision(DecisionBody body, List<String> mediaIds, Step step) {
        return new Decision(
                body.body(),
                body.inFavour(),
                body.against(),
                body.abstain(),
                body.heldOn(),
                mediaIds,
                step.at());
    }

    Mono<Project> addMilestone(ProjectId id, MilestoneBody body, Actor actor, FactKey key) {
        drafts.requireFit(body.title(), body.reportText());
        return acts.plan(
                Act.of(ProjectAction.ADD_MILESTONE, id, actor, key),
                (project, step) -> {
                    project.change(ProjectAction.ADD_MILESTONE, step);
                    return media.attach(id, body.mediaIds(), actor)
                            .map(ids -> milestone(step.operation().id(), body, ids, step))
                            .map(added -> ProjectMoves.addMilestone(project, added, step));
                });
    }

    Mono<Project> updateMilestone(
            ProjectId id, String milestoneId, MilestoneBody body, Actor actor) {
        drafts.requireFit(body.title(), body.reportText());
        // A PUT says what is to be there, so repeating it needs no key.
        return acts.plan(
                Act.of(ProjectAction.UPDATE_MILESTONE, id, actor, new FactKey(Ids.random(), "")),
                (project, step) -> {
                    project.change(ProjectAction.UPDATE_MILESTONE, step);
                    List<String> present =
                            project.milestone(milestoneId)
                                    .orElseThrow(ProjectProblem.MILESTONE_NOT_FOUND::refusal)
                                    .mediaIds();
                    return media.attachFurther(id, present, body.mediaIds(), actor)
                            .map(ids -> milestone(milestoneId, body, ids, step))
                            .map(next -> ProjectMoves.updateMilestone(project, next, step));
                });
    }

    private static Milestone milestone(
            String id, MilestoneBody body, List<String> mediaIds, Step step) {
        Milestone.State state = Objects.requireNonNullElse(body.state(), Milestone.State.PLANNED);
        return new Milestone(
                id,
                body.title().strip(),
                body.dueOn(),
                body.weight(),
                state,
                body.reportText(),
                mediaIds,
                Objects.requireNonNullElse(body.spentYuan(), 0L),
                state == Milestone.State.DONE ? step.at() : null,
                null);
    }

    Mono<Project> reEvaluate(ProjectId id, ReEvaluateBody body, Actor actor, FactKey key) {
        drafts.requireFit(body.reason());
        return acts.perform(
                Act.of(ProjectAction.RE_EVALUATE, id, actor, key),
                (project, step) ->
                        ProjectMoves.reEvaluate(
                                project, body.reason(), body.opensAt(), body.closesAt(), step));
    }
}
