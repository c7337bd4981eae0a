package org.zhumin.vote;

import org.zhumin.platform.web.FactKey;

import reactor.core.publisher.Mono;

/** Calls about quarantines that were made, so that one that is repeated is not done again. */
interface VoteOrders {
    /**
     * Whether the call is still to be done; also one that was begun and broke off.
     *
     * <p>Fails with {@link org.zhumin.platform.problem.PlatformProblem#OTHER_BODY}.
     */
    Mono<Boolean> isDue(FactKey key, PollId poll);

    Mono<Void> done(FactKey key);
}
