package org.zhumin.vote;

/**
 * The most that one supporter has to pay so that a project's supporters can pay its cost together,
 * each no more than they have. Supporters who have less give all of it.
 */
final class Price extends Amount {
    private final int candidate;
    private final long costYuan;
    private final int payersInFull;
    private final Purse[] poorer;
    private final int[] poorerCounts;

    /**
     * @param payersInFull supporters who are not among the poorer
     * @param poorer purses of those who give all they have
     * @param poorerCounts how many supporters have each of these
     */
    Price(
            int candidate,
            long costYuan,
            int payersInFull,
            Purse[] poorer,
            int[] poorerCounts,
            Bounds bounds) {
        super(bounds.bits(), bounds.low(), bounds.high());
        this.candidate = candidate;
        this.costYuan = costYuan;
        this.payersInFull = payersInFull;
        this.poorer = poorer;
        this.poorerCounts = poorerCounts;
    }

    record Bounds(int bits, long low, long high) {}

    int candidate() {
        return candidate;
    }

    @Override
    Fraction compute() {
        Fraction toPay = Fraction.of(costYuan);
        for (int i = 0; i < poorer.length; i++) {
            toPay = toPay.minus(poorer[i].exact().times(poorerCounts[i]));
        }
        return toPay.dividedBy(payersInFull);
    }

    /** The most that one supporter pays per yuan of cost, upside down. */
    Fraction effectiveVotes() {
        return Fraction.of(costYuan).dividedBy(exact());
    }

    /** Positive if this has more effective votes than the other. */
    int compareEffectiveVotes(Price other) {
        if (compareProducts(costYuan, other.low(), other.costYuan, high()) > 0) {
            return 1;
        }
        if (hasMoreThan(costYuan, low(), other)) {
            return -1;
        }
        return other.exact().times(costYuan).compareTo(exact().times(other.costYuan));
    }

    /**
     * Whether the other has for certain more effective votes than a project of this cost whose
     * price is not below {@code leastPrice}.
     */
    static boolean hasMoreThan(long costYuan, long leastPrice, Price other) {
        return compareProducts(costYuan, other.high(), other.costYuan, leastPrice) < 0;
    }
}
