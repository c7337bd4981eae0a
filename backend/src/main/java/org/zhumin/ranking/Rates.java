package org.zhumin.ranking;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Shares and their intervals, exact until they are rounded. */
final class Rates {
    /** Decimal places of every rate, share, interval and score. */
    static final int DECIMALS = 4;

    /** The 97.5 % point of the normal distribution: 95 % lie between it and its negative. */
    private static final BigDecimal Z = new BigDecimal("1.959963984540054235524594");

    private static final BigDecimal Z_SQUARED = Z.multiply(Z);
    private static final BigDecimal TWO = BigDecimal.TWO;
    private static final MathContext EXACT_ENOUGH = new MathContext(24);

    private Rates() {}

    /** Absent when nothing is in the base. */
    static @Nullable BigDecimal rate(long hits, long base) {
        return base == 0 ? null : Fraction.of(hits, base).rounded();
    }

    /**
     * The 95 % score interval of a share (E. B. Wilson, J. Am. Stat. Assoc. 22 (1927), p. 209),
     * without continuity correction. Absent when nothing is in the base.
     */
    static @Nullable Interval wilson(long hits, long base) {
        if (base == 0) {
            return null;
        }
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
