package org.zhumin.vote;

import org.jspecify.annotations.Nullable;

/**
 * An exact sum of money that is worked out only when it must be. Until then it is known to lie
 * between two whole numbers of 2^-bits yuan, which decides nearly every comparison; what the bounds
 * cannot decide, the exact numbers do. So no comparison ever rests on rounding.
 */
abstract class Amount {
    private final int bits;
    private long low;
    private long high;
    private @Nullable Fraction exact;

    Amount(int bits, long low, long high) {
        this.bits = bits;
        this.low = low;
        this.high = high;
    }

    abstract Fraction compute();

    final int bits() {
        return bits;
    }

    /** Not above the exact number, in 2^-bits yuan. */
    final long low() {
        return low;
    }

    /** Not below the exact number, in 2^-bits yuan. */
    final long high() {
        return high;
    }

    final Fraction exact() {
        Fraction known = exact;
        if (known == null) {
            known = compute();
            exact = known;
            low = known.scaledDown(bits);
            high = known.scaledUp(bits);
        }
        return known;
    }

    final int compareWith(Amount other) {
        if (high < other.low) {
            return -1;
        }
        return low > other.high ? 1 : exact().compareTo(other.exact());
    }

    final boolean isPositive() {
        return low > 0 || (high > 0 && exact().signum() > 0);
    }

    /** The order of one × factor and other × otherFactor; all four not negative. */
    static int compareProducts(long one, long factor, long other, long otherFactor) {
        int order =
                Long.compare(Math.multiplyHigh(one, factor), Math.multiplyHigh(other, otherFactor));
        return order != 0 ? order : Long.compareUnsigned(one * factor, other * otherFactor);
    }
}
