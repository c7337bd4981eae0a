package org.zhumin.platform.ops;

import org.zhumin.platform.owed.OwedSummary;

import reactor.core.publisher.Mono;

import java.time.Instant;
import java.util.List;

/** How the service is doing, over all instances. Reads indexes only, and a bounded part of them. */
public interface Operations {
    /** No more than this is looked at of one kind. */
    int COUNT_MAX = 10_000;

    /** Fails with {@code service.unavailable} when the store is away. */
    Mono<Overview> read();

    /**
     * @param failuresSince of which time the failures of messages are
     */
    record Overview(
            Instant at,
            List<OwedSummary> owed,
            List<Backlog> backlogs,
            Instant failuresSince,
            List<DeliveryFailures.Failures> failures) {}
}
