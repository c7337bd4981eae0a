package org.zhumin.ranking;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.util.List;

/**
 * How the score of an organisation is made of its counts (计分办法). Never changed once it is stored.
 *
 * <p>score = Σ weight × rate − Σ penalty × share. Rates and shares lie between 0 and 1 and enter
 * unrounded; the score is rounded once. There is no formula that holds everywhere: the weights are
 * local (one banner of Inner Mongolia has 30, 35 and 35), so they are data.
 *
 * @param minN fewer orders than this are shown without score and rank
 * @param exclusions reason codes whose approved exclusions this formula takes out of all counts
 * @param from the first month, {@code yyyy-MM}, that it counts for; absent for the one that counts
 *     where no other does
 */
public record RankingFormula(
        String version,
        Weights weights,
        Penalties penalties,
        long minN,
        List<String> exclusions,
        @Nullable String from) {
    /** What the weights add up to. */
    static final BigDecimal FULL_SCORE = BigDecimal.valueOf(100);

    public RankingFormula {
        exclusions = List.copyOf(exclusions);
    }

    /** Whether orders of a {@link Contribution#bucket()} are counted. */
    boolean counts(String bucket) {
        return !exclusions.contains(bucket);
    }

    /** Empty if the counts are too few, or a rate that weighs has nothing in its base. */
    @Nullable BigDecimal score(OrderCounts counts) {
        if (reasonWithout(counts) != null) {
            return null;
        }
        Fraction score = Fraction.ZERO;
        for (Rate rate : Rate.values()) {
            score = score.plus(weighted(weights.of(rate), rate.hits(counts), rate.base(counts)));
        }
        for (Share share : Share.values()) {
            score =
                    score.minus(
                            weighted(penalties.of(share), share.hits(counts), share.base(counts)));
        }
        return score.rounded();
    }

    private static Fraction weighted(BigDecimal weight, long hits, long base) {
        return base == 0 || weight.signum() == 0
                ? Fraction.ZERO
                : Fraction.of(weight).times(Fraction.of(hits, base));
    }

    /** Why there is no score; absent if there is one. */
    @Nullable Unranked reasonWithout(OrderCounts counts) {
        long n = counts.get(Count.N);
        if (n == 0 || n < minN) {
            return Unranked.BELOW_MINIMUM;
        }
        for (Rate rate : Rate.values()) {
            if (weights.of(rate).signum() > 0 && rate.base(counts) == 0) {
                return Unranked.NOTHING_TO_RATE;
            }
        }
        return null;
    }

    /** Why an organisation is listed apart, without rank. */
    public enum Unranked {
        /** Fewer orders than the formula asks for. */
        BELOW_MINIMUM,
        /** Nobody has said whether it was solved, or how satisfied they are. */
        NOTHING_TO_RATE
    }

    /** Points for each rate; together {@link #FULL_SCORE}. */
    public record Weights(BigDecimal response, BigDecimal solution, BigDecimal satisfaction) {
        boolean addUp() {
            return response.add(solution).add(satisfaction).compareTo(FULL_SCORE) == 0;
        }

        BigDecimal of(Rate rate) {
            return switch (rate) {
                case RESPONSE -> response;
                case SOLUTION -> solution;
                case SATISFACTION -> satisfaction;
            };
        }
    }

    /** Points taken off if the whole of the orders were so. */
    public record Penalties(BigDecimal unconfirmed, BigDecimal rejected, BigDecimal reopened) {
        static final Penalties NONE =
                new Penalties(BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO);

        BigDecimal of(Share share) {
            return switch (share) {
                case UNCONFIRMED -> unconfirmed;
                case REJECTED -> rejected;
                case REOPENED -> reopened;
            };
        }
    }
}
