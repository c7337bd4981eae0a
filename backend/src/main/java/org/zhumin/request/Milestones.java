package org.zhumin.request;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * When the steps happened; until when the next must or may, is in {@link Deadlines}.
 *
 * @param acceptedAt first time
 * @param dispatchedAt last time
 * @param signedAt last time
 * @param firstRepliedAt response in time is judged by it
 * @param repliedAt last time
 * @param escalatedAt last time
 */
public record Milestones(
        @Nullable Instant acceptedAt,
        @Nullable Instant dispatchedAt,
        @Nullable Instant signedAt,
        @Nullable Instant firstRepliedAt,
        @Nullable Instant repliedAt,
        @Nullable Instant closedAt,
        @Nullable Instant escalatedAt) {
    static final Milestones NONE = new Milestones(null, null, null, null, null, null, null);

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
                escalatedAt);
    }

    Milestones dispatched(Instant at) {
        return new Milestones(
                acceptedAt, at, null, firstRepliedAt, repliedAt, closedAt, escalatedAt);
    }

    Milestones signed(Instant at) {
        return new Milestones(
                acceptedAt, dispatchedAt, at, firstRepliedAt, repliedAt, closedAt, escalatedAt);
    }

    Milestones replied(Instant at) {
        return new Milestones(
                acceptedAt,
                dispatchedAt,
                signedAt,
                firstRepliedAt == null ? at : firstRepliedAt,
                at,
                closedAt,
                escalatedAt);
    }

    Milestones closed(Instant at) {
        return new Milestones(
                acceptedAt, dispatchedAt, signedAt, firstRepliedAt, repliedAt, at, escalatedAt);
    }

    /** Back to the handler: nothing is closed. */
    Milestones reopened() {
        return new Milestones(
                acceptedAt, dispatchedAt, signedAt, firstRepliedAt, repliedAt, null, escalatedAt);
    }

    Milestones escalated(Instant at) {
        return new Milestones(
                acceptedAt, dispatchedAt, signedAt, firstRepliedAt, repliedAt, closedAt, at);
    }
}
