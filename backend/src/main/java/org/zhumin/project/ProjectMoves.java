package org.zhumin.project;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What is done with a project. Pure. */
final class ProjectMoves {
    private ProjectMoves() {}

    /**
     * Another content. What residents have voted on stays as they saw it.
     *
     * @throws org.zhumin.kernel.DomainException {@link ProjectProblem#FROZEN_WHILE_VOTING}, {@link
     *     ProjectProblem#FIXED_SINCE_VOTE}
     */
    static Project edit(
            Project project,
            ProjectContent content,
            StepPlan point,
            StepPlan evaluate,
            @Nullable String roundId,
            Step step) {
        var change = project.change(ProjectAction.EDIT, step).content(content);
        if (project.state() == ProjectState.DRAFT) {
            return change.point(point).evaluate(evaluate).round(roundId).entry(null);
        }
        boolean same =
                project.content().isSameQuestion(content)
                        && (roundId == null || roundId.equals(project.roundId()));
        if (!same) {
            throw project.refusal(ProjectProblem.FIXED_SINCE_VOTE, step.at());
        }
        return project.state() == ProjectState.WATCH
                ? change.evaluate(evaluate).entry(null)
                : change.entry(null);
    }

    static Project review(Project project, boolean feasible, long cost, String why, Step step) {
        return project.change(ProjectAction.REVIEW, step)
                .review(new Review(feasible, cost, why, step.at()))
                .reason(feasible ? "FEASIBLE" : "NOT_FEASIBLE")
                .entry(why);
    }

    /**
     * @param usual how long a vote lasts that names no end
     * @throws org.zhumin.kernel.DomainException {@link ProjectProblem#REVIEW_NEEDED} for a
     *     candidate that was not found feasible
     */
    static Project publish(Project project, Duration usual, Step step) {
        var change =
                project.change(ProjectAction.PUBLISH, step).state(ProjectState.POINT).published();
        if (project.isCandidate()) {
            Review review = project.review();
            if (review == null || !review.feasible()) {
                throw project.refusal(ProjectProblem.REVIEW_NEEDED, step.at());
            }
            return change.entry(null);
        }
        StepPlan point = project.point().begun(step.at(), usual);
        return change.point(point).date(point.closesAt()).entry(null);
    }

    static Project countPoint(Project project, StepOutcome outcome, Step step) {
        return project.change(ProjectAction.COUNT_POINT, step)
                .pointOutcome(outcome)
                .reason(outcome.passed() ? "PASSED" : failure(outcome))
                .about(outcome.percent() + "%")
                .entry(null);
    }

    private static String failure(StepOutcome outcome) {
        return outcome.quorumMet() ? "THRESHOLD_FAILED" : "QUORUM_FAILED";
    }

    /**
     * @throws org.zhumin.kernel.DomainException {@link ProjectProblem#STEP_STILL_OPEN}, {@link
     *     ProjectProblem#ALREADY_DECIDED}, {@link ProjectProblem#DECIDED_BY_ROUND}
     */
    static Project decide(Project project, Decision decision, Step step) {
        var change = project.change(ProjectAction.DECIDE, step);
        requireOver(project, step);
        if (project.isCandidate()) {
            throw project.refusal(ProjectProblem.DECIDED_BY_ROUND, step.at());
        }
        if (project.decision() != null) {
            throw project.refusal(ProjectProblem.ALREADY_DECIDED, step.at());
        }
        return change.decision(decision)
                .reason(decision.isInFavour() ? "IN_FAVOUR" : "AGAINST")
                .about(decision.inFavour() + " : " + decision.against())
                .media(decision.mediaIds())
                .entry(null);
    }

    /**
     * On to the next step.
     *
     * @param to must be the next one
     * @param usual how long a vote lasts that names no end
     */
    static Project advance(
            Project project, ProjectState to, @Nullable String why, Duration usual, Step step) {
        var change = project.change(ProjectAction.ADVANCE, step);
        if (to != project.state().next()) {
            throw project.refusal(ProjectProblem.NOT_ALLOWED_IN_STATE, step.at());
        }
        requireOver(project, step);
        change.state(to).reason(to.name());
        switch (project.state()) {
            case POINT -> requireWanted(project, step);
            case WATCH -> {
                requireDoneOrReason(project, why);
                StepPlan plan = beginning(project.evaluate(), usual, step.at());
                change.evaluate(plan).date(plan.closesAt());
            }
            case EVALUATE -> requireEvaluated(project, step);
            default -> {
                // From MANAGE nothing more is asked for.
            }
        }
        return change.entry(why);
    }

    /** Works end late: a planned end of the vote that has come too near is planned anew. */
    private static StepPlan beginning(StepPlan plan, Duration usual, Instant now) {
        Instant closes = plan.closesAt();
        boolean late = closes != null && closes.isBefore(now.plus(StepPlan.SHORTEST));
        return late ? plan.between(now, now.plus(usual)) : plan.begun(now, usual);
    }

    private static void requireOver(Project project, Step step) {
        if (project.isVoteOpen(step.at())) {
            throw project.refusal(ProjectProblem.STEP_STILL_OPEN, step.at());
        }
    }

    /** The residents' vote, or where it failed or only advises, what the council decided. */
    private static void requireWanted(Project project, Step step) {
        if (project.isCandidate()) {
            throw project.refusal(ProjectProblem.DECIDED_BY_ROUND, step.at());
        }
        StepOutcome outcome = project.pointOutcome();
        if (outcome == null) {
            throw project.refusal(ProjectProblem.NOT_COUNTED_YET, step.at());
        }
        boolean residentsDecide =
                outcome.passed() && project.content().effect() == ProjectContent.Effect.BINDING;
        Decision decision = project.decision();
        if (residentsDecide || (decision != null && decision.isInFavour())) {
            return;
        }
        if (decision != null) {
            throw project.refusal(ProjectProblem.DECIDED_AGAINST, step.at());
        }
        if (!outcome.passed()) {
            throw project.refusal(ProjectProblem.DECISION_NEEDED, step.at());
        }
    }

    private static void requireDoneOrReason(Project project, @Nullable String why) {
        boolean done =
                project.milestones().stream().allMatch(m -> m.state() == Milestone.State.DONE);
        if (!done && (why == null || why.isBlank())) {
            throw ProjectProblem.REASON_NEEDED.refusal();
        }
    }

    private static void requireEvaluated(Project project, Step step) {
        if (project.evaluationOutcome().isEmpty()) {
            throw project.refusal(ProjectProblem.NOT_COUNTED_YET, step.at());
        }
    }

    static Project select(Project project, String roundTitle, Step step) {
        return project.change(ProjectAction.SELECT, step)
                .state(ProjectState.WATCH)
                .about(roundTitle)
                .entry(null);
    }

    /**
     * @throws org.zhumin.kernel.DomainException {@link ProjectProblem#STEP_STILL_OPEN} for a
     *     council while residents vote; {@link ProjectProblem#REASON_RESERVED}
     */
    static Project shelve(Project project, ShelveReason reason, @Nullable String text, Step step) {
        var change = project.change(ProjectAction.SHELVE, step);
        if (step.party() == ProjectAction.Party.COUNCIL) {
            requireOver(project, step);
            if (project.isCandidate() && project.state() == ProjectState.POINT) {
                throw project.refusal(ProjectProblem.DECIDED_BY_ROUND, step.at());
            }
        }
        if (reason == ShelveReason.NOT_SELECTED && step.party() != ProjectAction.Party.SYSTEM) {
            throw ProjectProblem.REASON_RESERVED.refusal();
        }
        return change.state(ProjectState.SHELVED).shelved(reason).entry(text);
    }

    /**
     * A later end of the present vote.
     *
     * @throws org.zhumin.kernel.DomainException {@link ProjectProblem#STEP_CLOSED}, {@link
     *     ProjectProblem#NOT_LATER}
     */
    static Project extend(
            Project project, ProjectState of, Instant closesAt, String why, Step step) {
        var change = project.change(ProjectAction.EXTEND, step);
        StepPlan plan = project.plan();
        if (plan == null || of != project.state()) {
            throw project.refusal(ProjectProblem.NOT_ALLOWED_IN_STATE, step.at());
        }
        Instant before = plan.closesAt();
        if (before == null || plan.isOver(step.at())) {
            throw project.refusal(ProjectProblem.STEP_CLOSED, step.at());
        }
        StepPlan later = plan.closingAt(closesAt);
        if (!before.isBefore(closesAt.truncatedTo(ChronoUnit.MILLIS))) {
            throw ProjectProblem.NOT_LATER.refusal();
        }
        return (of == ProjectState.POINT ? change.point(later) : change.evaluate(later))
                .reason(of.name())
                .date(later.closesAt())
                .entry(why);
    }

    static Project addMilestone(Project project, Milestone added, Step step) {
        var change = project.change(ProjectAction.ADD_MILESTONE, step);
        if (project.milestones().size() >= Project.MAX_MILESTONES) {
            throw ProjectProblem.TOO_MANY_MILESTONES.refusal(Project.MAX_MILESTONES);
        }
        var all = new ArrayList<>(project.milestones());
        all.add(added);
        return change.milestones(all).about(added.title()).entry(null);
    }

    /** Fails with {@link ProjectProblem#MILESTONE_NOT_FOUND}. */
    static Project updateMilestone(Project project, Milestone next, Step step) {
        var change = project.change(ProjectAction.UPDATE_MILESTONE, step);
        Milestone before =
                project.milestone(next.id())
                        .orElseThrow(ProjectProblem.MILESTONE_NOT_FOUND::refusal);
        boolean done = next.state() == Milestone.State.DONE;
        var settled =
                new Milestone(
                        next.id(),
                        next.title(),
                        next.dueOn(),
                        next.weight(),
                        next.state(),
                        next.reportText(),
                        next.mediaIds(),
                        next.spentYuan(),
                        done ? firstNonNull(before.doneAt(), step.at()) : null,
                        before.missedOn());
        return change.milestones(with(project, settled))
                .about(next.title())
                .reason(next.state().name())
                .media(next.mediaIds())
                .entry(next.reportText());
    }

    private static Instant firstNonNull(@Nullable Instant one, Instant other) {
        return one == null ? other : one;
    }

    private static List<Milestone> with(Project project, Milestone next) {
        return project.milestones().stream()
                .map(one -> one.id().equals(next.id()) ? next : one)
                .toList();
    }

    /** All that are missed by now, in one change. */
    static Project missMilestones(Project project, List<Milestone> missed, Step step) {
        return project.change(ProjectAction.MISS_MILESTONE, step)
                .milestones(
                        project.milestones().stream()
                                .map(one -> missed.contains(one) ? one.answeredFor() : one)
                                .toList())
                .about(missed.stream().map(Milestone::title).collect(Collectors.joining("、")))
                .entry(null);
    }

    static Project countEvaluation(Project project, StepOutcome outcome, Step step) {
        return project.change(ProjectAction.COUNT_EVALUATION, step)
                .evaluationOutcome(outcome)
                .reason(outcome.thresholdMet() ? "SATISFIED" : "BELOW_THRESHOLD")
                .about(outcome.percent() + "%")
                .entry(null);
    }

    /**
     * Another EVALUATE vote.
     *
     * @throws org.zhumin.kernel.DomainException {@link ProjectProblem#STEP_STILL_OPEN}, {@link
     *     ProjectProblem#NOT_COUNTED_YET}, {@link ProjectProblem#CLOSES_TOO_SOON}
     */
    static Project reEvaluate(
            Project project, String why, Instant opensAt, Instant closesAt, Step step) {
        var change = project.change(ProjectAction.RE_EVALUATE, step);
        requireOver(project, step);
        requireEvaluated(project, step);
        StepPlan plan =
                project.evaluate().between(opensAt, closesAt).begun(step.at(), Duration.ZERO);
        return change.state(ProjectState.EVALUATE)
                .evaluate(plan)
                .nextEvaluation()
                .date(plan.closesAt())
                .entry(why);
    }
}
