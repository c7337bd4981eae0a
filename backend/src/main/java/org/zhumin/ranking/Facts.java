package org.zhumin.ranking;

import org.jspecify.annotations.Nullable;
import org.zhumin.request.RequestOutcome;

import reactor.core.publisher.Flux;

/** The orders themselves, as the store of requests wrote them. */
interface Facts {
    /** Those decided in the month, by id; a stream of any length. */
    Flux<RequestOutcome> ofPeriod(String period);

    /** Those and the ones that are still counted in the month. */
    Flux<Fact> ofPeriodOrCountedIn(String period);

    /**
     * An order and what is counted of it.
     *
     * @param isWaiting whether it changed since it was counted
     */
    record Fact(RequestOutcome outcome, @Nullable Contribution counted, boolean isWaiting) {}
}
