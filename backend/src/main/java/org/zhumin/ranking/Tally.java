package org.zhumin.ranking;

import org.jspecify.annotations.Nullable;
import org.zhumin.area.AreaLevel;
import org.zhumin.kernel.AreaCode;

import java.util.Map;

/**
 * The counts of one month, area and level, or a change of them.
 *
 * @param rows by the organisation's id
 */
record Tally(String key, Map<String, Row> rows) {
    Tally {
        rows = Map.copyOf(rows);
    }

    /**
     * Under which a tally is stored.
     *
     * @param level of the organisations; absent for all of them together
     */
    static String keyOf(String period, AreaCode area, @Nullable AreaLevel level) {
        return period + ":" + area.value() + ":" + (level == null ? "ALL" : level.name());
    }

    boolean isZero() {
        return rows.values().stream().allMatch(Row::isZero);
    }

    /**
     * One organisation.
     *
     * @param name as in the order that came last
     * @param buckets by reason of exclusion, see {@link Contribution#bucket()}
     */
    record Row(String name, Map<String, OrderCounts> buckets) {
        Row {
            buckets = Map.copyOf(buckets);
        }

        boolean isZero() {
            return buckets.values().stream().allMatch(OrderCounts::isZero);
        }
    }
}
