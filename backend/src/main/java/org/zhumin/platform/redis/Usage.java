package org.zhumin.platform.redis;

import org.zhumin.platform.redis.RateLimiter.Allowance;

/**
 * How much of its allowance a key has used (用量), as far as this instance knows: never more than is
 * true. The generic cell rate algorithm: every call moves the moment at which the allowance is
 * whole again by its share of a minute, and is granted if that stays within a minute from now.
 *
 * <p>Moments are nanoseconds of a monotonic clock of this instance, and mean nothing elsewhere;
 * what Redis answers is a time from now.
 *
 * @param wholeAt when the allowance is, or was, whole again
 * @param untold by how many nanoseconds of it Redis was not told to move it
 * @param untoldCalls the calls that did so
 */
record Usage(long wholeAt, long untold, int untoldCalls) {
    static final long MINUTE = 60_000_000_000L;

    private static final long MILLI = 1_000_000;

    static Usage none(long now) {
        return new Usage(now, 0, 0);
    }

    /** Rounded down, so that as many calls as are allowed in a minute fit into one. */
    private static long share(int perMinute) {
        return MINUTE / perMinute;
    }

    private long ahead(long now) {
        return Math.max(wholeAt - now, 0);
    }

    boolean allows(int perMinute, long now) {
        return ahead(now) + share(perMinute) <= MINUTE;
    }

    /** After one call more. A call that is not allowed changes nothing. */
    Usage take(int perMinute, long now) {
        if (!allows(perMinute, now)) {
            return this;
        }
        long share = share(perMinute);
        return new Usage(now + ahead(now) + share, untold + share, untoldCalls + 1);
    }

    /** What the caller hears of its call if this is how it stood before. */
    Allowance answer(int perMinute, long now) {
        long share = share(perMinute);
        long after = ahead(now) + share;
        return after <= MINUTE
                ? new Allowance(true, perMinute, remaining(after, perMinute), millis(after))
                : new Allowance(false, perMinute, 0, millis(after - MINUTE));
    }

    /** Not more than is allowed, also where a share is so few nanoseconds that rounding counts. */
    private static int remaining(long ahead, int perMinute) {
        return (int) Math.min((MINUTE - ahead) / share(perMinute), perMinute);
    }

    private static long millis(long nanos) {
        return Math.ceilDiv(nanos, MILLI);
    }

    /** When Redis is being told. */
    Usage told() {
        return new Usage(wholeAt, 0, 0);
    }

    boolean isTold() {
        return untoldCalls == 0;
    }

    /**
     * With what all instances together have used.
     *
     * @param ahead from when to when Redis says that the allowance is whole again, without what is
     *     still untold
     * @param askedAt when Redis was asked; it knew no less when it answered, so this never says
     *     more than is true
     */
    Usage learn(long ahead, long askedAt) {
        long everybodys = askedAt + ahead + untold;
        return everybodys - wholeAt > 0 ? new Usage(everybodys, untold, untoldCalls) : this;
    }
}
