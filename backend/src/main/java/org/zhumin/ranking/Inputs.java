package org.zhumin.ranking;

import org.zhumin.request.RequestOutcome;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The store of the orders of frozen editions: copies, so that an edition can always be recomputed.
 */
interface Inputs {
    /** Stores copies under the key of an edition. */
    Mono<Void> copy(String inputs, String period, Flux<RequestOutcome> orders);

    /** By number; a stream of any length. */
    Flux<RequestOutcome> stream(String inputs);

    /** Empty if the edition has no order of this number. */
    Mono<RequestOutcome> find(String inputs, String number);

    /** Deletes what freezing attempts of this month have left that no edition names. */
    Mono<Void> deleteStrays(RankingPeriod period);
}
