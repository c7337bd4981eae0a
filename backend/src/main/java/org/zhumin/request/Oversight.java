package org.zhumin.request;

import org.jspecify.annotations.Nullable;
import org.zhumin.kernel.ResidentId;

import java.time.Instant;

/**
 * 督办: a supervisor watches.
 *
 * @param by absent once that account is erased
 * @param text for the desk and the handler
 */
public record Oversight(
        Level level, Instant dueAt, String text, @Nullable ResidentId by, Instant at) {
    Oversight without(ResidentId erased) {
        return erased.equals(by) ? new Oversight(level, dueAt, text, null, at) : this;
    }

    /** How closely. */
    public enum Level {
        /** 关注. */
        WATCH,
        /** 重点督办. */
        URGENT,
        /** 挂牌督办. */
        LISTED
    }
}
