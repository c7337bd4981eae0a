package org.zhumin.ranking;

/** The three rates (三率). */
enum Rate {
    /** 响应率: signed and replied in time, of all orders. */
    RESPONSE {
        @Override
        long hits(OrderCounts counts) {
            return counts.get(Count.RESPONDED);
        }

        @Override
        long base(OrderCounts counts) {
            return counts.get(Count.N);
        }
    },
    /**
     * 解决率: solved, of the orders on which somebody spoke or that nobody answered. Partly solved is
     * not solved; unconfirmed ones are outside, since nobody has said anything.
     */
    SOLUTION {
        @Override
        long hits(OrderCounts counts) {
            return counts.get(Count.SOLVED);
        }

        @Override
        long base(OrderCounts counts) {
            return counts.get(Count.N) - counts.get(Count.UNCONFIRMED);
        }
    },
    /**
     * 满意率: the share of marked orders whose mean mark is at least 4 of 5. A share and not the mean
     * itself, because a share has an interval and cannot be lifted by few very good marks.
     */
    SATISFACTION {
        @Override
        long hits(OrderCounts counts) {
            return counts.get(Count.SATISFIED);
        }

        @Override
        long base(OrderCounts counts) {
            return counts.get(Count.RATED);
        }
    };

    abstract long hits(OrderCounts counts);

    abstract long base(OrderCounts counts);
}
