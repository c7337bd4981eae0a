package org.zhumin.request;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The next deadlines in the making: what is not set stays as it was. */
final class DeadlinesChange {
    private Limits limits;
    private DeadlineClock running;
    private final Instant acceptBy;
    private @Nullable Instant acceptedAt;
    private @Nullable Instant signBy;
    private @Nullable Instant signedAt;
    private @Nullable Instant returnBy;
    private Instant resolveBy;
    private @Nullable Instant repliedAt;
    private @Nullable Instant confirmBy;
    private @Nullable Instant reopenBy;
    private @Nullable Instant pausedSince;
    private List<DeadlineChange> history;
    private List<Escalation> escalations;

    DeadlinesChange(Deadlines before) {
        limits = before.limits();
        running = before.running();
        acceptBy = before.acceptBy();
        acceptedAt = before.acceptedAt();
        signBy = before.signBy();
        signedAt = before.signedAt();
        returnBy = before.returnBy();
        resolveBy = before.resolveBy();
        repliedAt = before.repliedAt();
        confirmBy = before.confirmBy();
        reopenBy = before.reopenBy();
        pausedSince = before.pausedSince();
        history = before.history();
        escalations = before.escalations();
    }

    DeadlinesChange limits(Limits settled) {
        limits = settled;
        return this;
    }

    DeadlinesChange running(DeadlineClock clock) {
        running = clock;
        return this;
    }

    DeadlinesChange acceptedAt(@Nullable Instant at) {
        acceptedAt = at;
        return this;
    }

    DeadlinesChange signBy(@Nullable Instant at) {
        signBy = at;
        return this;
    }

    DeadlinesChange signedAt(@Nullable Instant at) {
        signedAt = at;
        return this;
    }

    DeadlinesChange returnBy(@Nullable Instant at) {
        returnBy = at;
        return this;
    }

    DeadlinesChange resolveBy(Instant at) {
        resolveBy = at;
        return this;
    }

    DeadlinesChange repliedAt(@Nullable Instant at) {
        repliedAt = at;
        return this;
    }

    DeadlinesChange confirmBy(@Nullable Instant at) {
        confirmBy = at;
        return this;
    }

    DeadlinesChange reopenBy(@Nullable Instant at) {
        reopenBy = at;
        return this;
    }

    DeadlinesChange pausedSince(@Nullable Instant at) {
        pausedSince = at;
        return this;
    }

    DeadlinesChange history(List<DeadlineChange> entries) {
        history = entries;
        return this;
    }

    DeadlinesChange escalations(List<Escalation> all) {
        escalations = all;
        return this;
    }

    DeadlinesChange add(DeadlineChange entry) {
        var longer = new ArrayList<>(history);
        longer.add(entry);
        return history(longer);
    }

    Deadlines build() {
        return new Deadlines(
                limits,
                running,
                acceptBy,
                acceptedAt,
                signBy,
                signedAt,
                returnBy,
                resolveBy,
                repliedAt,
                confirmBy,
                reopenBy,
                pausedSince,
                history,
                escalations);
    }
}
