package org.zhumin.request;

import org.jspecify.annotations.Nullable;
import org.zhumin.request.DeadlineChange.Kind;
import org.zhumin.request.RequestOutcome.Ending;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * What a request says about the organisation that answers it, after each action. Pure.
 *
 * <ul>
 *   <li>It begins with the dispatch, undecided; while it is undecided the last organisation that
 *       has it is the one it speaks of.
 *   <li>The resident's word, the call-back's, or silence decides; what was said last counts, and
 *       sent back or opened again it is unsolved.
 *   <li>A deadline that passes without a first reply decides too, until the answer is judged. It is
 *       undone when a pause or an extension that was asked for in time moves the deadline, and when
 *       the unit hands it back within its limit.
 *   <li>What was judged stays with the organisation that was judged, whoever has the request next,
 *       until there is another judgement.
 *   <li>Turned down after a dispatch it counts as such, unless an answer was judged before. Merged
 *       and withdrawn ones count no more.
 * </ul>
 */
final class OutcomeRules {
    private OutcomeRules() {}

    /**
     * @param before what it said until now
     * @param next the version that the action made
     * @param action absent for what is no action of anybody
     * @return {@code before} itself if nothing that counts has changed
     */
    static @Nullable RequestOutcome next(
            @Nullable RequestOutcome before, ServiceRequest next, @Nullable RequestAction action) {
        RequestOutcome after = after(before, next, action);
        return before != null && after != null && isSame(before, after) ? before : after;
    }

    private static @Nullable RequestOutcome after(
            @Nullable RequestOutcome before, ServiceRequest next, @Nullable RequestAction action) {
        if (next.state() == RequestState.MERGED || next.state() == RequestState.WITHDRAWN) {
            return before == null ? null : before.takenBack(next.version());
        }
        Unit unit = Unit.of(before, next);
        if (unit == null) {
            return null;
        }
        boolean judged = before != null && isJudged(before.ending());
        Ending verdict = action == null ? null : verdict(action, next, judged);
        if (verdict != null) {
            boolean byCallback = action == RequestAction.CALLBACK;
            return decided(unit, next, verdict, next.updatedAt(), byCallback);
        }
        if (before != null && judged) {
            return stillJudged(before, next);
        }
        if (before != null
                && before.ending() == Ending.REJECTED
                && next.state() == RequestState.REJECTED) {
            return before;
        }
        return isUnanswered(next)
                ? decided(unit, next, Ending.UNANSWERED, respondBy(next), false)
                : decided(unit, next, null, null, false);
    }

    private static boolean isJudged(@Nullable Ending ending) {
        return ending != null && ending != Ending.UNANSWERED && ending != Ending.REJECTED;
    }

    /** What this action decides, or null. */
    private static @Nullable Ending verdict(
            RequestAction action, ServiceRequest next, boolean judged) {
        return switch (action) {
            // The word that it adds is the last.
            case CONFIRM, CALLBACK -> endingOf(next.ratings().getLast().outcome());
            case CLOSE_SILENT -> endingOf(next);
            case REOPEN -> Ending.UNSOLVED;
            case REJECT -> judged ? null : Ending.REJECTED;
            default -> null;
        };
    }

    private static Ending endingOf(Outcome outcome) {
        return switch (outcome) {
            case SOLVED -> Ending.SOLVED;
            case PARTLY -> Ending.PARTLY;
            case UNSOLVED -> Ending.UNSOLVED;
        };
    }

    /** Of what was closed, or sent back, in silence. */
    private static Ending endingOf(ServiceRequest next) {
        ClosedAs how = next.closedAs();
        if (how == null) {
            return Ending.UNSOLVED;
        }
        return switch (how) {
            case SOLVED -> Ending.SOLVED;
            case PARTLY -> Ending.PARTLY;
            case UNCONFIRMED, CALLBACK -> Ending.UNCONFIRMED;
        };
    }

    private static RequestOutcome decided(
            Unit unit,
            ServiceRequest next,
            @Nullable Ending ending,
            @Nullable Instant at,
            boolean byCallback) {
        boolean rated = isJudged(ending);
        return new RequestOutcome(
                next.version(),
                true,
                next.number(),
                next.kind(),
                next.categoryCode(),
                next.place().areaPath(),
                unit.handler().organizationId(),
                unit.handler().name(),
                Objects.requireNonNull(unit.handler().level()),
                next.createdAt(),
                at,
                at == null ? null : RequestOutcome.periodOf(at),
                isSignedInTime(next),
                isRespondedInTime(next),
                ending,
                byCallback,
                rated ? sumOfMarks(next) : 0,
                rated ? next.ratings().size() : 0,
                next.reopens(),
                excluded(next));
    }

    /** Only what may still change of a judged one does: later marks, and an exclusion. */
    private static RequestOutcome stillJudged(RequestOutcome before, ServiceRequest next) {
        boolean rated = next.state() == RequestState.CLOSED;
        return new RequestOutcome(
                next.version(),
                true,
                before.number(),
                before.kind(),
                next.categoryCode(),
                before.areaPath(),
                before.organizationId(),
                before.organizationName(),
                before.organizationLevel(),
                before.submittedAt(),
                before.decidedAt(),
                before.period(),
                before.signedInTime(),
                before.respondedInTime(),
                before.ending(),
                before.byCallback(),
                rated ? sumOfMarks(next) : before.satisfactionSum(),
                rated ? next.ratings().size() : before.raters(),
                next.reopens(),
                excluded(next));
    }

    private static int sumOfMarks(ServiceRequest request) {
        return request.ratings().stream().mapToInt(Rating::satisfaction).sum();
    }

    private static @Nullable String excluded(ServiceRequest request) {
        Exclusion exclusion = request.exclusion();
        return exclusion == null ? null : exclusion.reasonCode().name();
    }

    private static boolean isSignedInTime(ServiceRequest request) {
        Deadlines deadlines = request.deadlines();
        return deadlines != null
                && deadlines.signBy() != null
                && deadlines.signedAt() != null
                && !deadlines.signedAt().isAfter(deadlines.signBy());
    }

    private static boolean isRespondedInTime(ServiceRequest request) {
        Instant replied = request.milestones().firstRepliedAt();
        Instant due = respondBy(request);
        return replied != null && due != null && !replied.isAfter(due);
    }

    /** By when the first reply was due: the deadline before the clock began anew after it. */
    private static @Nullable Instant respondBy(ServiceRequest request) {
        Deadlines deadlines = request.deadlines();
        if (deadlines == null) {
            return null;
        }
        Instant replied = request.milestones().firstRepliedAt();
        return deadlines.history().stream()
                .filter(change -> change.kind() == Kind.REOPENING)
                .filter(change -> replied != null && !change.decidedAt().isBefore(replied))
                .findFirst()
                .map(DeadlineChange::from)
                .orElse(deadlines.resolveBy());
    }

    /** Late with the first reply, whether or not it has come since. */
    private static boolean isUnanswered(ServiceRequest request) {
        Deadlines deadlines = request.deadlines();
        Instant replied = request.milestones().firstRepliedAt();
        if (deadlines == null || request.handler() == null) {
            return false;
        }
        return replied == null
                ? request.state().isWithHandler()
                        && deadlines.onTheClock(request.updatedAt()).isAfter(deadlines.resolveBy())
                : !isRespondedInTime(request);
    }

    /**
     * When the outcome will have to say that nothing was answered, unless somebody acts; absent if
     * it says something already, or its clock stands.
     */
    static @Nullable Instant unansweredAt(ServiceRequest request) {
        RequestOutcome outcome = request.outcome();
        Deadlines deadlines = request.deadlines();
        boolean waits =
                outcome != null
                        && outcome.ending() == null
                        && request.state().isWithHandler()
                        && request.milestones().firstRepliedAt() == null
                        && !request.isPaused();
        return waits && deadlines != null ? deadlines.resolveBy() : null;
    }

    private static boolean isSame(RequestOutcome before, RequestOutcome after) {
        return before.equals(after.ofRevision(before.revision()));
    }

    /** Of whom the outcome speaks while nothing is judged. */
    private record Unit(Handler handler) {
        /** Null before the first dispatch, and if the organisation's level is not known. */
        static @Nullable Unit of(@Nullable RequestOutcome before, ServiceRequest next) {
            return Optional.ofNullable(next.handler())
                    .or(() -> Optional.ofNullable(before).map(Unit::handlerOf))
                    .filter(handler -> handler.level() != null)
                    .map(Unit::new)
                    .orElse(null);
        }

        private static Handler handlerOf(RequestOutcome before) {
            return new Handler(
                    before.organizationId(), before.organizationName(), before.organizationLevel());
        }
    }
}
