package org.zhumin.request;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * When the steps happened, and until when the next may. A limit is fixed at the step that starts
 * it.
 *
 * @param acceptedAt first time
 * @param dispatchedAt last time
 * @param signedAt last time
 * @param firstRepliedAt response in time is judged by it
 * @param repliedAt last time
 * @param escalatedAt last time
 * @param returnBy a wrongly routed order goes back before this moment
 * @param confirmBy whoever has not confirmed by then is taken as silent
 * @param reopenBy a closed one is reopened, a rejected one appealed, before this moment
 */
public record Milestones(
        @Nullable Instant acceptedAt,
        @Nullable Instant dispatchedAt,
        @Nullable Instant signedAt,
        @Nullable Instant firstRepliedAt,
        @Nullable Instant repliedAt,
        @Nullable Instant closedAt,
        @Nullable Instant escalatedAt,
        @Nullable Instant returnBy,
        @Nullable Instant confirmBy,
        @Nullable Instant reopenBy) {
    static final Milestones NONE =
            new Milestones(null, null, null, null, null, null, null, null, null, null);

    boolean isEscalatedSinceDispatch() {
        return escalatedAt != null && dispatchedAt != null && escalatedAt.isAfter(dispatchedAt);
    }

    Milestones accepted(Instant at) {
        return new Milestones(
                acceptedAt == null ? at : acceptedAt,
                dispatchedAt,
                signedAt,
                firstRepliedAt,
                repliedAt,
                closedAt,
                escalatedAt,
                returnBy,
                confirmBy,
                reopenBy);
    }

    Milestones dispatched(Instant at, Instant newReturnBy) {
        return new Milestones(
                acceptedAt,
                at,
                null,
                firstRepliedAt,
                repliedAt,
                closedAt,
                escalatedAt,
                newReturnBy,
                confirmBy,
                reopenBy);
    }

    Milestones signed(Instant at) {
        return new Milestones(
                acceptedAt,
                dispatchedAt,
                at,
                firstRepliedAt,
                repliedAt,
                closedAt,
                escalatedAt,
                returnBy,
                confirmBy,
                reopenBy);
    }

    Milestones replied(Instant at, Instant newConfirmBy) {
        return new Milestones(
                acceptedAt,
                dispatchedAt,
                signedAt,
                firstRepliedAt == null ? at : firstRepliedAt,
                at,
                closedAt,
                escalatedAt,
                returnBy,
                newConfirmBy,
                reopenBy);
    }

    Milestones closed(Instant at, @Nullable Instant newReopenBy) {
        return new Milestones(
                acceptedAt,
                dispatchedAt,
                signedAt,
                firstRepliedAt,
                repliedAt,
                at,
                escalatedAt,
                returnBy,
                null,
                newReopenBy);
    }

    /** Back to the handler: nothing is closed and nobody is waited for. */
    Milestones reopened() {
        return new Milestones(
                acceptedAt,
                dispatchedAt,
                signedAt,
                firstRepliedAt,
                repliedAt,
                null,
                escalatedAt,
                returnBy,
                null,
                null);
    }

    Milestones escalated(Instant at) {
        return new Milestones(
                acceptedAt,
                dispatchedAt,
                signedAt,
                firstRepliedAt,
                repliedAt,
                closedAt,
                at,
                returnBy,
                confirmBy,
                reopenBy);
    }
}
