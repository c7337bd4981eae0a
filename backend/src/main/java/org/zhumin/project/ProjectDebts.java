package org.zhumin.project;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.zhumin.platform.owed.Owed;
import org.zhumin.vote.VoteStep;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a change of a project owes elsewhere. Pure: from the action and the versions. */
@Component
class ProjectDebts {
    /** Performed by the requests: the owner and the co-signers of one are told. */
    static final String TELL_COSIGNERS = "request.project-linked";

    /** {@link ProjectNotices}. */
    static final String TELL_FOLLOWERS = "project.notice";

    /** {@link ProjectOrders}. */
    static final String ORDER = "project.rectification";

    /** {@link ProjectCases}. */
    static final String CASE = "project.accountability";

    /** {@link ProjectPolls}. */
    static final String POLL = "project.poll";

    private final ProjectProperties properties;

    ProjectDebts(ProjectProperties properties) {
        this.properties = properties;
    }

    /**
     * @param next the version whose last entry is the action's
     */
    List<Owed> of(ProjectAction action, Project before, Project next) {
        var owed = new ArrayList<Owed>(polls(action, next));
        if (next.state().isPublic()) {
            linkedNow(before, next).forEach(request -> owed.add(linked(next, request)));
        }
        if (action == ProjectAction.MISS_MILESTONE && next.content().implementer() != null) {
            before.milestones().stream()
                    .filter(one -> one.isMissed(next.updatedAt()))
                    .forEach(one -> owed.add(order(one, next)));
        }
        if (action == ProjectAction.COUNT_EVALUATION && isToAnswerFor(next)) {
            owed.add(
                    Owed.of(
                            "case:" + next.evaluation(),
                            CASE,
                            Map.of("evaluation", Integer.toString(next.evaluation())),
                            next.updatedAt()));
        }
        ProjectNotice notice = noticeOf(action, before, next);
        if (notice != null) {
            owed.add(notice(notice, next));
        }
        return owed;
    }

    /** Whether the answer to the call must show its effect. */
    static boolean isAwaited(Owed debt) {
        return debt.kind().equals(POLL);
    }

    private static List<Owed> polls(ProjectAction action, Project next) {
        return switch (action) {
            case PUBLISH ->
                    next.isCandidate()
                            ? List.of(poll(next, PollTask.OPEN, VoteStep.WATCH))
                            : List.of(
                                    poll(next, PollTask.OPEN, VoteStep.POINT),
                                    poll(next, PollTask.OPEN, VoteStep.WATCH));
            case ADVANCE ->
                    switch (next.state()) {
                        case EVALUATE -> List.of(poll(next, PollTask.OPEN, VoteStep.EVALUATE));
                        case MANAGE -> List.of(poll(next, PollTask.OPEN, VoteStep.MANAGE));
                        case CLOSED -> List.of(poll(next, PollTask.END, VoteStep.MANAGE));
                        default -> List.of();
                    };
            case RE_EVALUATE -> List.of(poll(next, PollTask.OPEN, VoteStep.EVALUATE));
            case EXTEND ->
                    List.of(poll(next, PollTask.MOVE, VoteStep.valueOf(next.state().name())));
            case SHELVE -> List.of(poll(next, PollTask.END, VoteStep.WATCH));
            default -> List.of();
        };
    }

    private static Owed poll(Project next, PollTask task, VoteStep step) {
        return Owed.of(
                "poll:" + next.version() + ":" + task + ":" + step,
                POLL,
                Map.of("task", task.name(), "step", step.name()),
                next.updatedAt());
    }

    /** What is done about a poll. */
    enum PollTask {
        OPEN,
        /** Another end. */
        MOVE,
        /** The end of every poll that is still open. */
        END
    }

    private static List<String> linkedNow(Project before, Project next) {
        List<String> known =
                before.state().isPublic() ? before.content().sourceRequestIds() : List.of();
        return next.content().sourceRequestIds().stream()
                .filter(id -> !known.contains(id))
                .toList();
    }

    private static Owed linked(Project project, String requestId) {
        return Owed.of(
                "linked:" + requestId,
                TELL_COSIGNERS,
                Map.of(
                        "request",
                        requestId,
                        "project",
                        project.id().value(),
                        "title",
                        project.content().title()),
                project.updatedAt());
    }

    private static Owed order(Milestone missed, Project next) {
        return Owed.of(
                "missed:" + missed.id() + ":" + missed.dueOn(),
                ORDER,
                Map.of("milestone", missed.id(), "dueOn", missed.dueOn().toString()),
                next.updatedAt());
    }

    /** A handful of votes is nothing to hold anybody to account for. */
    private boolean isToAnswerFor(Project next) {
        return next.content().implementer() != null
                && next.evaluationOutcome()
                        .filter(outcome -> outcome.total() >= properties.minShown())
                        .filter(outcome -> !outcome.thresholdMet())
                        .isPresent();
    }

    private static @Nullable ProjectNotice noticeOf(
            ProjectAction action, Project before, Project next) {
        return switch (action) {
            case COUNT_POINT -> ProjectNotice.COUNTED;
            case DECIDE -> ProjectNotice.DECIDED;
            case ADVANCE -> ProjectNotice.ADVANCED;
            case SELECT -> ProjectNotice.SELECTED;
            case SHELVE -> before.state().isPublic() ? ProjectNotice.SHELVED : null;
            case EXTEND -> ProjectNotice.EXTENDED;
            case UPDATE_MILESTONE -> isDoneNow(before, next) ? ProjectNotice.MILESTONE_DONE : null;
            case MISS_MILESTONE -> ProjectNotice.MILESTONE_MISSED;
            case COUNT_EVALUATION -> ProjectNotice.EVALUATED;
            case RE_EVALUATE -> ProjectNotice.EVALUATED_AGAIN;
            case EDIT, REVIEW, PUBLISH, ADD_MILESTONE -> null;
        };
    }

    private static boolean isDoneNow(Project before, Project next) {
        return next.state().isPublic() && done(next) > done(before);
    }

    private static long done(Project project) {
        return project.milestones().stream()
                .filter(one -> one.state() == Milestone.State.DONE)
                .count();
    }

    private static Owed notice(ProjectNotice notice, Project next) {
        ProjectEntry entry = next.timeline().getLast();
        return Owed.of(
                entry.operation() + ":notice",
                TELL_FOLLOWERS,
                Map.of("notice", notice.name(), "operation", entry.operation()),
                next.updatedAt());
    }
}
