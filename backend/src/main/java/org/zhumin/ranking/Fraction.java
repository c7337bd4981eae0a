package org.zhumin.ranking;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/**
 * An exact number, so that a score is rounded once, at the very end.
 *
 * @param over positive
 */
record Fraction(BigInteger top, BigInteger over) {
    static final Fraction ZERO = of(0, 1);

    static Fraction of(long top, long over) {
        return new Fraction(BigInteger.valueOf(top), BigInteger.valueOf(over));
    }

    static Fraction of(BigDecimal decimal) {
        BigDecimal plain = decimal.scale() < 0 ? decimal.setScale(0) : decimal;
        return new Fraction(plain.unscaledValue(), BigInteger.TEN.pow(plain.scale()));
    }

    Fraction plus(Fraction other) {
        if (other.top.signum() == 0) {
            return this;
        }
        return new Fraction(
                top.multiply(other.over).add(other.top.multiply(over)), over.multiply(other.over));
    }

    Fraction minus(Fraction other) {
        return plus(new Fraction(other.top.negate(), other.over));
    }

    Fraction times(Fraction other) {
        return new Fraction(top.multiply(other.top), over.multiply(other.over));
    }

    /** Rounded half up to {@value Rates#DECIMALS} places. */
    BigDecimal rounded() {
        return new BigDecimal(top)
                .divide(new BigDecimal(over), Rates.DECIMALS, RoundingMode.HALF_UP);
    }
}
