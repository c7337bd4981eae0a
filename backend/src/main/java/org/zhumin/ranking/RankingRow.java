package org.zhumin.ranking;

import com.fasterxml.jackson.annotation.JsonInclude;

import org.jspecify.annotations.Nullable;
import org.zhumin.kernel.OrganizationId;
import org.zhumin.ranking.RankingFormula.Unranked;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One organisation in a ranking, as it is answered and, once frozen, stored. Rates and shares lie
 * between 0 and 1 with four places, and are absent when nothing is in their base.
 *
 * @param n orders that count, without those turned down
 * @param interval 95 % Wilson score intervals of the rates
 * @param excluded orders taken out by an approved exclusion
 * @param counts how many orders, by {@link Count}; with these and the formula all else can be
 *     computed again
 * @param score absent when there is no rank
 * @param rank from 1; equal scores share it, and the next rank skips as many
 * @param unranked why there is no rank; absent when there is one
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RankingRow(
        Ranked organization,
        long n,
        @Nullable BigDecimal response,
        @Nullable BigDecimal solution,
        @Nullable BigDecimal satisfaction,
        Intervals interval,
        @Nullable BigDecimal unconfirmedShare,
        @Nullable BigDecimal rejectedShare,
        @Nullable BigDecimal reopenShare,
        long excluded,
        Map<String, Long> counts,
        @Nullable BigDecimal score,
        @Nullable Integer rank,
        @Nullable Unranked unranked) {
    public RankingRow {
        // In the order given: every instance has to write the same bytes, for the sake of the ETag.
        counts = Collections.unmodifiableMap(new LinkedHashMap<>(counts));
    }

    static RankingRow of(
            Ranked organization, OrderCounts counts, long excluded, RankingFormula formula) {
        return new RankingRow(
                organization,
                counts.get(Count.N),
                rate(counts, Rate.RESPONSE),
                rate(counts, Rate.SOLUTION),
                rate(counts, Rate.SATISFACTION),
                new Intervals(
                        interval(counts, Rate.RESPONSE),
                        interval(counts, Rate.SOLUTION),
                        interval(counts, Rate.SATISFACTION)),
                share(counts, Share.UNCONFIRMED),
                share(counts, Share.REJECTED),
                share(counts, Share.REOPENED),
                excluded,
                RankingTable.byName(counts),
                formula.score(counts),
                null,
                formula.reasonWithout(counts));
    }

    RankingRow ranked(int place) {
        return new RankingRow(
                organization,
                n,
                response,
                solution,
                satisfaction,
                interval,
                unconfirmedShare,
                rejectedShare,
                reopenShare,
                excluded,
                counts,
                score,
                place,
                null);
    }

    private static @Nullable BigDecimal rate(OrderCounts counts, Rate rate) {
        return Rates.rate(rate.hits(counts), rate.base(counts));
    }

    private static Rates.@Nullable Interval interval(OrderCounts counts, Rate rate) {
        return Rates.wilson(rate.hits(counts), rate.base(counts));
    }

    private static @Nullable BigDecimal share(OrderCounts counts, Share share) {
        return Rates.rate(share.hits(counts), share.base(counts));
    }

    /** Who is ranked. */
    public record Ranked(OrganizationId id, String name) {}

    /** One for each rate. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Intervals(
            Rates.@Nullable Interval response,
            Rates.@Nullable Interval solution,
            Rates.@Nullable Interval satisfaction) {}
}
