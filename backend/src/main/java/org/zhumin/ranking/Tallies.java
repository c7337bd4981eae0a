package org.zhumin.ranking;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.time.Instant;

/** The tallies as readers see them. */
interface Tallies {
    /** Empty while nothing was ever counted under the key. */
    Mono<Dated> find(String key);

    /** Every tally of a month. */
    Flux<Tally> ofPeriod(String period);

    /**
     * A tally and when it changed last.
     *
     * @param at of the batch that changed it
     */
    record Dated(Tally tally, Instant at) {}
}
