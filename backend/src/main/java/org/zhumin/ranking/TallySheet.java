package org.zhumin.ranking;

import org.jspecify.annotations.Nullable;
import org.zhumin.area.AreaLevel;
import org.zhumin.kernel.AreaCode;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Adds contributions up. Order does not matter. Not safe for threads; one is made for each use. */
final class TallySheet {
    private final Map<String, Map<String, Sums>> tallies = new HashMap<>();

    TallySheet add(@Nullable Contribution contribution) {
        return add(contribution, 1);
    }

    TallySheet subtract(@Nullable Contribution contribution) {
        return add(contribution, -1);
    }

    private TallySheet add(@Nullable Contribution order, long sign) {
        if (order != null) {
            for (AreaCode area : order.areaPath()) {
                add(order, area, order.level(), sign);
                add(order, area, null, sign);
            }
        }
        return this;
    }

    private void add(Contribution order, AreaCode area, @Nullable AreaLevel level, long sign) {
        tallies.computeIfAbsent(Tally.keyOf(order.period(), area, level), _ -> new HashMap<>())
                .computeIfAbsent(order.organizationId().value(), _ -> new Sums())
                .add(order, sign);
    }

    /** Sorted by key; without those in which nothing is left. */
    List<Tally> tallies() {
        return new TreeMap<>(tallies)
                .entrySet().stream()
                        .map(entry -> tally(entry.getKey(), entry.getValue()))
                        .filter(tally -> !tally.isZero())
                        .toList();
    }

    private static Tally tally(String key, Map<String, Sums> sums) {
        var rows = new HashMap<String, Tally.Row>();
        sums.forEach(
                (organization, sum) -> {
                    Tally.Row row = sum.row();
                    if (!row.isZero()) {
                        rows.put(organization, row);
                    }
                });
        return new Tally(key, rows);
    }

    private static final class Sums {
        private final Map<String, Map<Count, Long>> buckets = new HashMap<>();
        private String name = "";

        void add(Contribution order, long sign) {
            if (sign > 0 || name.isEmpty()) {
                name = order.organizationName();
            }
            Map<Count, Long> counts =
                    buckets.computeIfAbsent(order.bucket(), _ -> new EnumMap<>(Count.class));
            for (Count count : order.counts()) {
                counts.merge(count, sign, Math::addExact);
            }
        }

        Tally.Row row() {
            var counts = new HashMap<String, OrderCounts>();
            buckets.forEach((bucket, sums) -> counts.put(bucket, new OrderCounts(sums)));
            counts.values().removeIf(OrderCounts::isZero);
            return new Tally.Row(name, counts);
        }
    }
}
