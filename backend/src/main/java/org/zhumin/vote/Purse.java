package org.zhumin.vote;

import org.jspecify.annotations.Nullable;

/** What a voter has left. Voters who paid for the same projects share one purse. */
abstract class Purse extends Amount {
    private @Nullable Price lastPrice;
    private @Nullable Purse afterLastPrice;

    private Purse(int bits, long low, long high) {
        super(bits, low, high);
    }

    static Purse of(int bits, Fraction yuan) {
        return new Whole(bits, yuan);
    }

    /** The purse once this price is paid, which must not be more than there is. */
    Purse after(Price price) {
        Purse after = afterLastPrice;
        if (after == null || lastPrice != price) {
            after = new Spent(this, price);
            lastPrice = price;
            afterLastPrice = after;
        }
        return after;
    }

    private static final class Whole extends Purse {
        private final Fraction yuan;

        Whole(int bits, Fraction yuan) {
            super(bits, yuan.scaledDown(bits), yuan.scaledUp(bits));
            this.yuan = yuan;
        }

        @Override
        Fraction compute() {
            return yuan;
        }
    }

    private static final class Spent extends Purse {
        private final Purse before;
        private final Price price;

        Spent(Purse before, Price price) {
            super(
                    before.bits(),
                    Math.max(0, before.low() - price.high()),
                    before.high() - price.low());
            this.before = before;
            this.price = price;
        }

        @Override
        Fraction compute() {
            return before.exact().minus(price.exact());
        }
    }
}
