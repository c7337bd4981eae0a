package org.zhumin.kernel;

import java.util.List;

/** Where a page ended: the sort values of its last row, the id last. */
public record Cursor(List<String> keys) {
    public Cursor {
        keys = List.copyOf(keys);
    }

    public static Cursor of(String... keys) {
        return new Cursor(List.of(keys));
    }
}
