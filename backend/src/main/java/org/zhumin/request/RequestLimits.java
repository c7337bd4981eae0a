package org.zhumin.request;

import org.springframework.stereotype.Component;

import java.time.Clock;
import java.time.Instant;

/** Until when something may still be done, by {@link RequestProperties.Limits}. */
@Component
class RequestLimits {
    private final RequestProperties.Limits limits;
    private final Clock clock;

    RequestLimits(RequestProperties properties, Clock clock) {
        limits = properties.limits();
        this.clock = clock;
    }

    /** A wrongly routed order that is dispatched at this moment goes back before the result. */
    Instant returnBy(Instant dispatchedAt) {
        return after(dispatchedAt, limits.returnDays());
    }

    /** Whoever has not confirmed a reply of this moment by then is taken as silent. */
    Instant confirmBy(Instant repliedAt) {
        return after(repliedAt, limits.confirmDays());
    }

    /** What is closed or rejected at this moment is reopened or appealed before the result. */
    Instant reopenBy(Instant closedAt) {
        return after(closedAt, limits.reopenDays());
    }

    /** The last moment to which a due date may be put off. */
    Instant extensionBy(Instant dueAt) {
        return after(dueAt, limits.extensionDays());
    }

    /** So many days later, at the same time of day. */
    private Instant after(Instant from, int days) {
        return from.atZone(clock.getZone()).plusDays(days).toInstant();
    }
}
