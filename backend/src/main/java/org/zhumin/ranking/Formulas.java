package org.zhumin.ranking;

import org.jspecify.annotations.Nullable;
import org.zhumin.kernel.Cursor;
import org.zhumin.kernel.Slice;
import org.zhumin.platform.web.FactKey;

import reactor.core.publisher.Mono;

/** The store of formulas; what is stored is never changed. */
interface Formulas {
    /** Empty if there is none of this version. */
    Mono<RankingFormula> find(String version);

    /** The stored one that begins last but not after the month. */
    Mono<RankingFormula> findInForce(String period);

    /** What this very call stored before. Fails with {@code idempotency.other-body}. */
    Mono<RankingFormula> findMadeBy(FactKey key);

    /**
     * Stores it, or finds that this very call stored it before. Fails with {@code
     * ranking.formula-exists} if another has its version or its first month.
     */
    Mono<RankingFormula> insert(RankingFormula formula, FactKey key);

    /** By version. */
    Mono<Slice<RankingFormula>> list(int limit, @Nullable Cursor after);
}
