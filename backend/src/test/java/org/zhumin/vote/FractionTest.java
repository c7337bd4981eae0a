package org.zhumin.vote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

import org.junit.jupiter.api.Test;

class FractionTest {
    @Test
    void isInLowestTerms() {
        assertThat(Fraction.of(6, -4)).isEqualTo(Fraction.of(-3, 2)).hasToString("-3/2");
        assertThat(Fraction.of(0, 7)).isEqualTo(Fraction.ZERO).hasToString("0");
        assertThat(Fraction.of(1, 3).plus(Fraction.of(1, 6))).isEqualTo(Fraction.of(1, 2));
        assertThat(Fraction.of(1, 3).rounded(2)).hasToString("0.33");
        assertThatThrownBy(() -> Fraction.of(1, 0)).isInstanceOf(ArithmeticException.class);
    }

    @Property
    void boundsHoldTheNumber(
            @ForAll @LongRange(min = -1_000_000, max = 1_000_000) long top,
            @ForAll @LongRange(min = 1, max = 1_000) long bottom) {
        Fraction number = Fraction.of(top, bottom);
        Fraction scaled = number.times(1 << 20);
        long low = number.scaledDown(20);
        long high = number.scaledUp(20);
        assertThat(Fraction.of(low)).isLessThanOrEqualTo(scaled);
        assertThat(Fraction.of(high)).isGreaterThanOrEqualTo(scaled);
        assertThat(high - low).isBetween(0L, 1L);
    }

    @Property
    void productsAreComparedBeyondALong(
            @ForAll @LongRange(min = 0) long a,
            @ForAll @LongRange(min = 0) long b,
            @ForAll @LongRange(min = 0) long c,
            @ForAll @LongRange(min = 0) long d) {
        int exact = Fraction.of(a).times(b).compareTo(Fraction.of(c).times(d));
        assertThat(Integer.signum(Amount.compareProducts(a, b, c, d))).isEqualTo(exact);
        assertThat(Amount.compareProducts(a, b, b, a)).isZero();
    }
}
