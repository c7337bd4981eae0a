package org.zhumin.ranking;

import reactor.core.publisher.Mono;

import java.util.List;

/** The store of computed rankings of editions; what is stored is never changed. */
interface Tables {
    Mono<Void> insert(String tables, List<RankingTable> computed);

    /** Empty if nothing was counted, or expected, under the key. */
    Mono<RankingTable> find(String tables, String key);
}
