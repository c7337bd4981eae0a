package org.zhumin.platform.owed;

import org.jspecify.annotations.Nullable;

/**
 * How far an effect has come.
 *
 * @param next where to go on, for an effect on many; absent when all is done
 */
public record Progress(@Nullable String next) {
    private static final Progress DONE = new Progress(null);

    public static Progress done() {
        return DONE;
    }

    /** Some are done; the handler is called again with this cursor in the debt. */
    public static Progress upTo(String cursor) {
        return new Progress(cursor);
    }
}
