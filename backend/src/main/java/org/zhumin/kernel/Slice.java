package org.zhumin.kernel;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.function.Function;

/**
 * One page of a list as a store gives it.
 *
 * @param next where the next page begins; absent on the last page
 */
public record Slice<T>(List<T> items, @Nullable Cursor next) {
    public Slice {
        items = List.copyOf(items);
    }

    /**
     * From a query that asked for {@code limit + 1} rows: the row too many says that there is more.
     */
    public static <T> Slice<T> of(List<T> fetched, int limit, Function<T, Cursor> cursorOf) {
        if (fetched.size() <= limit) {
            return new Slice<>(fetched, null);
        }
        List<T> items = fetched.subList(0, limit);
        return new Slice<>(items, cursorOf.apply(items.getLast()));
    }

    public <R> Slice<R> map(Function<? super T, ? extends R> change) {
        return new Slice<>(items.stream().<R>map(change).toList(), next);
    }
}
