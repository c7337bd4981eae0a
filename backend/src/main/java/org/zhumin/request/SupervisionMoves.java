package org.zhumin.request;

import java.time.Instant;

/** What a supervisor does, and what the service does when a limit has passed. Pure. */
final class SupervisionMoves {
    private SupervisionMoves() {}

    static ServiceRequest supervise(
            ServiceRequest request, Oversight.Level level, Instant dueAt, String text, Step step) {
        var change = request.change(RequestAction.SUPERVISE, step);
        requireFuture(dueAt, step);
        return change.supervision(new Oversight(level, dueAt, text, step.actor(), step.at()))
                .until(dueAt)
                .entryWithNote(text);
    }

    /** Only the entry; the order itself (限期整改) is kept by whoever follows this action. */
    static ServiceRequest rectify(ServiceRequest request, Instant dueAt, String text, Step step) {
        var change = request.change(RequestAction.RECTIFY, step);
        requireFuture(dueAt, step);
        return change.until(dueAt).entryWithNote(text);
    }

    private static void requireFuture(Instant dueAt, Step step) {
        if (!dueAt.isAfter(step.at())) {
            throw RequestProblem.DUE_DATE_PAST.refusal();
        }
    }

    /**
     * The supervisor asked who said nothing; what they answered counts as the word on the reply.
     */
    static ServiceRequest callback(
            ServiceRequest request, Outcome outcome, int satisfaction, String text, Step step) {
        var change =
                request.change(RequestAction.CALLBACK, step)
                        .rating(
                                new Rating(
                                        step.party(),
                                        step.actor(),
                                        outcome,
                                        satisfaction,
                                        text,
                                        step.at()));
        return outcome == Outcome.UNSOLVED
                ? ResidentMoves.sendBack(change).entryWithNote(text)
                : ResidentMoves.close(change, ClosedAs.CALLBACK, step).entryWithNote(text);
    }

    /**
     * The owner was silent: most co-signers decide, the worse outcome where two are equal; nobody
     * at all leaves it unconfirmed.
     */
    static ServiceRequest closeSilent(ServiceRequest request, Step step) {
        var change = request.change(RequestAction.CLOSE_SILENT, step);
        Outcome said = ResidentMoves.mostSaid(request.ratings()).orElse(null);
        if (said == null) {
            return ResidentMoves.close(change, ClosedAs.UNCONFIRMED, step).entry(null);
        }
        return said == Outcome.UNSOLVED
                ? ResidentMoves.sendBack(change)
                        .entry(TimelineEntry.Type.REOPENED, Audience.EVERYBODY, null, null)
                : ResidentMoves.close(change, ClosedAs.of(said), step).entry(null);
    }
}
