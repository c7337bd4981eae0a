package org.zhumin.ranking;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Shares and their intervals, as if exact until they are rounded. A ranking has hundreds of each,
 * so that long or double numbers are used wherever they provably round to the same.
 */
final class Rates {
    /** Decimal places of every rate, share, interval and score. */
    static final int DECIMALS = 4;

    /** The 97.5 % point of the normal distribution: 95 % lie between it and its negative. */
    private static final BigDecimal Z = new BigDecimal("1.959963984540054235524594");

    private static final BigDecimal Z_SQUARED = Z.multiply(Z);
    private static final BigDecimal TWO = BigDecimal.TWO;
    private static final MathContext EXACT_ENOUGH = new MathContext(24);

    /** 10 to the power of {@value #DECIMALS}. */
    private static final int SCALE = 10_000;

    /** Of counts up to this, 2 × {@value #SCALE} times fits into a long, and a double is exact. */
    private static final long MAX_FAST = 1L << 48;

    /**
     * How far, in units of the last place that is kept, a double has to be from where rounding
     * turns. Of a number up to 1 that was made in about ten steps, each wrong by 2⁻⁵³ of at most 2,
     * the error is below 10⁻¹⁰ of these units.
     */
    private static final double SURE = 1e-6;

    private Rates() {}

    /** Absent when nothing is in the base. */
    static @Nullable BigDecimal rate(long hits, long base) {
        if (base == 0) {
            return null;
        }
        return isFast(hits, base)
                ? BigDecimal.valueOf((2 * SCALE * hits + base) / (2 * base), DECIMALS)
                : Fraction.of(hits, base).rounded();
    }

    private static boolean isFast(long hits, long base) {
        return hits >= 0 && hits <= base && base <= MAX_FAST;
    }

    /**
     * The 95 % score interval of a share (E. B. Wilson, J. Am. Stat. Assoc. 22 (1927), p. 209),
     * without continuity correction. Absent when nothing is in the base.
     */
    static @Nullable Interval wilson(long hits, long base) {
        if (base == 0) {
            return null;
        }
        Interval fast = isFast(hits, base) ? fastWilson((double) hits, (double) base) : null;
        return fast == null ? exactWilson(hits, base) : fast;
    }

    /** Empty if a bound is too near to where rounding turns to be sure. */
    private static @Nullable Interval fastWilson(double hits, double n) {
        double z = Z.doubleValue();
        double spread = z * Math.sqrt(4 * hits * (n - hits) / n + z * z);
        double middle = 2 * hits + z * z;
        double width = 2 * (n + z * z);
        BigDecimal low = roundedIfSure((middle - spread) / width);
        BigDecimal high = roundedIfSure((middle + spread) / width);
        return low == null || high == null ? null : new Interval(low, high);
    }

    private static @Nullable BigDecimal roundedIfSure(double value) {
        double units = value * SCALE;
        double rounded = Math.rint(units);
        return Math.abs(units - rounded) < 0.5 - SURE
                ? BigDecimal.valueOf((long) rounded, DECIMALS)
                : null;
    }

    static Interval exactWilson(long hits, long base) {
        BigDecimal n = BigDecimal.valueOf(base);
        BigDecimal spread =
                BigDecimal.valueOf(hits)
                        .multiply(BigDecimal.valueOf(base - hits))
                        .multiply(BigDecimal.valueOf(4))
                        .divide(n, EXACT_ENOUGH)
                        .add(Z_SQUARED)
                        .sqrt(EXACT_ENOUGH)
                        .multiply(Z);
        BigDecimal middle = BigDecimal.valueOf(hits).multiply(TWO).add(Z_SQUARED);
        BigDecimal width = n.add(Z_SQUARED).multiply(TWO);
        return new Interval(
                rounded(middle.subtract(spread), width), rounded(middle.add(spread), width));
    }

    private static BigDecimal rounded(BigDecimal top, BigDecimal over) {
        return top.divide(over, EXACT_ENOUGH).setScale(DECIMALS, RoundingMode.HALF_UP);
    }

    /** Public because the driver's codec for records needs it. */
    public record Interval(BigDecimal low, BigDecimal high) {}
}
