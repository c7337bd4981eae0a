package org.zhumin.project;

import org.jspecify.annotations.Nullable;
import org.zhumin.kernel.ResidentId;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A project and everything that happened to it. Immutable: each transition in {@link ProjectMoves}
 * checks the table in {@link ProjectAction} and gives the next version.
 *
 * @param roundId the round whose candidate it is; then the round's ballot takes the place of the
 *     POINT vote
 * @param proposer the resident who proposed it; never shown
 * @param evaluation which EVALUATE vote this is or was, from 1
 * @param pointOutcome absent until the POINT vote is counted
 * @param evaluations what each EVALUATE vote said, oldest first
 * @param bodyHash what the creating call said, for its repetition
 */
public record Project(
        ProjectId id,
        ProjectContent content,
        ProjectState state,
        StepPlan point,
        StepPlan evaluate,
        int evaluation,
        @Nullable String roundId,
        @Nullable Review review,
        @Nullable Decision decision,
        @Nullable StepOutcome pointOutcome,
        List<StepOutcome> evaluations,
        @Nullable ShelveReason shelved,
        List<Milestone> milestones,
        @Nullable ResidentId proposer,
        List<ProjectEntry> timeline,
        String bodyHash,
        Instant createdAt,
        @Nullable Instant publishedAt,
        Instant updatedAt,
        long version) {
    /** More are not taken. */
    static final int MAX_MILESTONES = 50;

    public Project {
        evaluations = List.copyOf(evaluations);
        milestones = List.copyOf(milestones);
        timeline = List.copyOf(timeline);
    }

    static Project draft(
            ProjectContent content,
            StepPlan point,
            StepPlan evaluate,
            @Nullable String roundId,
            @Nullable ResidentId proposer,
            Step step) {
        var drafted =
                new ProjectEntry(
                        step.at(),
                        ProjectEntry.Type.DRAFTED,
                        null,
                        null,
                        null,
                        null,
                        List.of(),
                        step.party(),
                        step.operation().id(),
                        step.operation().bodyHash());
        return new Project(
                new ProjectId(step.operation().id()),
                content,
                ProjectState.DRAFT,
                point,
                evaluate,
                1,
                roundId,
                null,
                null,
                null,
                List.of(),
                null,
                List.of(),
                proposer,
                List.of(drafted),
                step.operation().bodyHash(),
                step.at(),
                null,
                step.at(),
                0);
    }

    boolean isCandidate() {
        return roundId != null;
    }

    long spentYuan() {
        return milestones.stream().mapToLong(Milestone::spentYuan).sum();
    }

    int progress() {
        return Milestone.progress(milestones);
    }

    ProjectStage stage() {
        return new ProjectStage(
                id, state, evaluation, publishedAt == null ? createdAt : publishedAt);
    }

    /** The vote of the present step; absent where residents do not vote by a date. */
    @Nullable StepPlan plan() {
        return switch (state) {
            case POINT -> isCandidate() ? null : point;
            case EVALUATE -> evaluate;
            default -> null;
        };
    }

    /** When the present vote ends; absent where there is none. */
    @Nullable Instant closesAt() {
        StepPlan plan = plan();
        return plan == null ? null : plan.closesAt();
    }

    boolean isVoteOpen(Instant now) {
        StepPlan plan = plan();
        return plan != null && !plan.isOver(now);
    }

    /** What the present EVALUATE vote said; empty until it is counted. */
    Optional<StepOutcome> evaluationOutcome() {
        return evaluations.stream().filter(one -> one.evaluation() == evaluation).findFirst();
    }

    /** Whether the present vote still has to be counted once it is over. */
    boolean isToBeCounted() {
        return switch (state) {
            case POINT -> !isCandidate() && pointOutcome == null;
            case EVALUATE -> evaluationOutcome().isEmpty();
            default -> false;
        };
    }

    Optional<Milestone> milestone(String milestoneId) {
        return milestones.stream().filter(one -> one.id().equals(milestoneId)).findFirst();
    }

    /** When the next milestone is missed; absent if none can be. */
    @Nullable Instant nextMiss() {
        return state != ProjectState.WATCH
                ? null
                : milestones.stream()
                        .flatMap(one -> Stream.ofNullable(one.missedAt()))
                        .min(Instant::compareTo)
                        .orElse(null);
    }

    /** The entry that a call with this operation id has already made. */
    Optional<ProjectEntry> findEntry(String operation) {
        return timeline.stream().filter(entry -> entry.operation().equals(operation)).findFirst();
    }

    /** What everybody reads: nothing of the time before it was published. */
    List<ProjectEntry> publicTimeline() {
        Instant since = publishedAt;
        return since == null
                ? List.of()
                : timeline.stream().filter(entry -> !entry.at().isBefore(since)).toList();
    }

    /**
     * The next version in the making, if the table allows the action now.
     *
     * @throws org.zhumin.kernel.DomainException {@link ProjectProblem#NOT_ALLOWED_IN_STATE} with
     *     the state and what is allowed; {@link ProjectProblem#FROZEN_WHILE_VOTING} for changes of
     *     what residents vote on
     */
    ProjectChange change(ProjectAction action, Step step) {
        if (!action.from().contains(state)) {
            boolean frozen =
                    (action == ProjectAction.EDIT || action == ProjectAction.ADD_MILESTONE)
                            && (state == ProjectState.POINT || state == ProjectState.EVALUATE);
            throw refusal(
                    frozen
                            ? ProjectProblem.FROZEN_WHILE_VOTING
                            : ProjectProblem.NOT_ALLOWED_IN_STATE,
                    step.at());
        }
        return new ProjectChange(this, action, step);
    }

    RuntimeException refusal(ProjectProblem problem, Instant now) {
        return problem.problem()
                .with("state", state)
                .with("allowed", ProjectAction.allowedFor(this, now))
                .refusal();
    }
}
