package org.zhumin.request;

import org.zhumin.request.Approval.Kind;

import java.time.Instant;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

/** What must hold besides the state before an action is done, see {@link RequestAction}. */
enum Need {
    NOTHING((_, _) -> true),
    /** What is signed is dispatched again only after an escalation. */
    ESCALATED_IF_SIGNED(
            (request, _) ->
                    request.state() != RequestState.IN_PROGRESS
                            || request.milestones().isEscalatedSinceDispatch()),
    RETURN_IN_TIME(
            (request, now) -> deadlinesAllow(request, d -> d.mayReturn(now)),
            RequestProblem.RETURN_TOO_LATE),
    NO_EXTENSION_PENDING((request, _) -> request.pending(Kind.EXTENSION).isEmpty()),
    EXTENSION_PENDING((request, _) -> request.pending(Kind.EXTENSION).isPresent()),
    NO_PAUSE((request, _) -> !request.isPaused() && request.pending(Kind.PAUSE).isEmpty()),
    PAUSE_PENDING((request, _) -> request.pending(Kind.PAUSE).isPresent()),
    PAUSED((request, _) -> request.isPaused()),
    NO_EXCLUSION(
            (request, _) -> !request.isExcluded() && request.pending(Kind.EXCLUSION).isEmpty()),
    EXCLUSION_PENDING((request, _) -> request.pending(Kind.EXCLUSION).isPresent()),
    BELOW_THE_TOP((request, _) -> request.desk().path().size() > 1, RequestProblem.AT_THE_TOP),
    /** Once closed, only what nobody confirmed is asked about. */
    UNCONFIRMED_IF_CLOSED(
            (request, _) ->
                    request.state() != RequestState.CLOSED
                            || request.closedAs() == ClosedAs.UNCONFIRMED),
    /** Who reported is told to nobody. */
    NO_REPORT(
            (request, _) -> request.kind() != RequestKind.REPORT,
            RequestProblem.REPORTER_PROTECTED),
    FIRST_APPEAL_IN_TIME(
            (request, now) -> !request.appealed() && mayReopen(request, now),
            RequestProblem.APPEAL_TOO_LATE),
    ROOM_FOR_RATINGS(
            (request, now) ->
                    request.ratings().size() < ServiceRequest.MAX_RATINGS
                            && (request.state() != RequestState.CLOSED || mayReopen(request, now)),
            RequestProblem.RATING_TOO_LATE),
    REOPEN_IN_TIME((request, now) -> mayReopen(request, now), RequestProblem.REOPEN_TOO_LATE),
    SILENT_LONG_ENOUGH(
            (request, now) ->
                    request.confirmBy() != null
                            && deadlinesAllow(request, d -> d.isUnanswered(now)));

    @SuppressWarnings("ImmutableEnumChecker") // a pure function
    private final BiPredicate<ServiceRequest, Instant> condition;

    private final RequestProblem refusal;

    Need(BiPredicate<ServiceRequest, Instant> condition) {
        this(condition, RequestProblem.NOT_ALLOWED_IN_STATE);
    }

    Need(BiPredicate<ServiceRequest, Instant> condition, RequestProblem refusal) {
        this.condition = condition;
        this.refusal = refusal;
    }

    boolean isMet(ServiceRequest request, Instant now) {
        return condition.test(request, now);
    }

    /** What whoever acts without it is told. */
    RequestProblem refusal() {
        return refusal;
    }

    private static boolean mayReopen(ServiceRequest request, Instant now) {
        return deadlinesAllow(request, d -> d.mayReopen(now));
    }

    /** What has no deadlines yet has no limits either. */
    private static boolean deadlinesAllow(ServiceRequest request, Predicate<Deadlines> rule) {
        Deadlines deadlines = request.deadlines();
        return deadlines == null || rule.test(deadlines);
    }
}
