package org.zhumin.platform.web;

import org.jspecify.annotations.Nullable;
import org.zhumin.platform.redis.RateLimiter.Allowance;

import reactor.util.context.ContextView;

/**
 * What became of a {@link HotCall} that the controllers have to answer. Lies in the context of the
 * reactive chain under its class.
 *
 * @param allowance what the limit said, so that the call is counted once; absent: not asked yet
 * @param failure how it failed and is to be answered; absent: it is still to be done
 */
record TriedCall(@Nullable Allowance allowance, @Nullable Throwable failure) {
    static final TriedCall NOT_YET = new TriedCall(null, null);

    static TriedCall of(ContextView context) {
        return context.hasKey(TriedCall.class) ? context.get(TriedCall.class) : NOT_YET;
    }
}
