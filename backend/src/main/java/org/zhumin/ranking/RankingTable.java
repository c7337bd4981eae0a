package org.zhumin.ranking;

import org.jspecify.annotations.Nullable;
import org.zhumin.kernel.OrganizationId;
import org.zhumin.ranking.RankingRow.Ranked;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The ranking of one month, area and level. Equal scores, as rounded and shown, share a rank; then
 * the organisations without rank; then, apart, those that had no orders at all.
 *
 * @param withoutOrders organisations of the area and level that nothing was counted for
 */
record RankingTable(String key, List<RankingRow> rows, List<Ranked> withoutOrders) {
    private static final Comparator<RankingRow> BEST_FIRST =
            Comparator.comparing(
                            RankingRow::score,
                            Comparator.nullsLast(Comparator.<BigDecimal>reverseOrder()))
                    .thenComparing(row -> row.organization().id().value());

    RankingTable {
        rows = List.copyOf(rows);
        withoutOrders = List.copyOf(withoutOrders);
    }

    /**
     * @param expected who is listed apart if nothing was counted for it
     */
    static RankingTable of(Tally tally, RankingFormula formula, List<Ranked> expected) {
        List<RankingRow> rows =
                tally.rows().entrySet().stream()
                        .filter(entry -> !entry.getValue().isZero())
                        .map(entry -> row(entry.getKey(), entry.getValue(), formula))
                        .sorted(BEST_FIRST)
                        .toList();
        List<Ranked> without =
                expected.stream()
                        .filter(unit -> isWithoutOrders(tally.rows().get(unit.id().value())))
                        .sorted(Comparator.comparing(unit -> unit.id().value()))
                        .toList();
        return new RankingTable(tally.key(), ranked(rows), without);
    }

    private static boolean isWithoutOrders(Tally.@Nullable Row row) {
        return row == null || row.isZero();
    }

    private static RankingRow row(String organization, Tally.Row row, RankingFormula formula) {
        OrderCounts counted = OrderCounts.NONE;
        long excluded = 0;
        for (Map.Entry<String, OrderCounts> bucket : row.buckets().entrySet()) {
            OrderCounts counts = bucket.getValue();
            if (formula.counts(bucket.getKey())) {
                counted = counted.plus(counts);
            } else {
                excluded += counts.get(Count.N) + counts.get(Count.REJECTED);
            }
        }
        var who = new Ranked(new OrganizationId(organization), row.name());
        return RankingRow.of(who, counted, excluded, formula);
    }

    private static List<RankingRow> ranked(List<RankingRow> bestFirst) {
        var rows = new ArrayList<RankingRow>();
        BigDecimal scoreBefore = null;
        int rank = 0;
        for (RankingRow row : bestFirst) {
            BigDecimal score = row.score();
            if (score != null) {
                boolean isTie = scoreBefore != null && score.compareTo(scoreBefore) == 0;
                rank = isTie ? rank : rows.size() + 1;
                scoreBefore = score;
            }
            rows.add(score == null ? row : row.ranked(rank));
        }
        return rows;
    }

    /** Those that are not zero, in the order of {@link Count}. */
    static Map<String, Long> byName(OrderCounts counts) {
        var byName = new LinkedHashMap<String, Long>();
        for (Count count : Count.values()) {
            long value = counts.get(count);
            if (value != 0) {
                byName.put(count.name(), value);
            }
        }
        return byName;
    }
}
