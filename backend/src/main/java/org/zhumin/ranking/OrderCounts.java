package org.zhumin.ranking;

import java.util.EnumMap;
import java.util.Map;

/** How many orders, by what is counted. What is not there is zero. */
record OrderCounts(Map<Count, Long> values) {
    static final OrderCounts NONE = new OrderCounts(Map.of());

    OrderCounts {
        var nonZero = new EnumMap<Count, Long>(Count.class);
        values.forEach(
                (count, value) -> {
                    if (value != 0) {
                        nonZero.put(count, value);
                    }
                });
        values = Map.copyOf(nonZero);
    }

    long get(Count count) {
        return values.getOrDefault(count, 0L);
    }

    boolean isZero() {
        return values.isEmpty();
    }

    OrderCounts plus(OrderCounts other) {
        if (isZero()) {
            return other;
        }
        var sum = new EnumMap<Count, Long>(Count.class);
        sum.putAll(values);
        other.values.forEach((count, value) -> sum.merge(count, value, Math::addExact));
        return new OrderCounts(sum);
    }
}
