package org.zhumin.platform.web;

import org.jspecify.annotations.Nullable;
import org.zhumin.kernel.Cursor;
import org.zhumin.kernel.Page;
import org.zhumin.kernel.Slice;

import java.util.Set;

/**
 * Which page of a list is asked for, as a controller argument read from {@code limit} (1 to 100,
 * default 20) and {@code cursor}. It also writes the page, since it knows what the cursor is bound
 * to.
 */
public final class PageRequest {
    static final Set<String> PARAMETERS = Set.of("limit", "cursor");

    private final int limit;
    private final @Nullable Cursor after;
    private final String scope;
    private final CursorCodec codec;

    PageRequest(int limit, @Nullable Cursor after, String scope, CursorCodec codec) {
        this.limit = limit;
        this.after = after;
        this.scope = scope;
        this.codec = codec;
    }

    public int limit() {
        return limit;
    }

    /** Where the page before ended; absent for the first page. */
    public @Nullable Cursor after() {
        return after;
    }

    public <T> Page<T> page(Slice<T> slice) {
        Cursor next = slice.next();
        return new Page<>(slice.items(), next == null ? null : codec.encode(next, scope));
    }
}
