package org.zhumin.ranking;

import reactor.core.publisher.Mono;

/** The store of periods. */
interface Periods {
    /** The open one if nothing is stored. */
    Mono<RankingPeriod> get(String period);

    /**
     * Stores the next revision. Fails with {@code state.changed-meanwhile} if the one before is no
     * longer the stored one.
     */
    Mono<RankingPeriod> save(RankingPeriod next);
}
