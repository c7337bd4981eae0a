package org.zhumin.ranking;

/** What is shown beside the rates, because it could be used to make them look better. */
enum Share {
    /** Closed because nobody confirmed, of all orders. */
    UNCONFIRMED(Count.UNCONFIRMED),
    /** Turned down, of all orders and those turned down. */
    REJECTED(Count.REJECTED),
    /** Came back at least once, of all orders. */
    REOPENED(Count.REOPENED);

    private final Count hits;

    Share(Count hits) {
        this.hits = hits;
    }

    long hits(OrderCounts counts) {
        return counts.get(hits);
    }

    long base(OrderCounts counts) {
        return counts.get(Count.N) + (this == REJECTED ? counts.get(Count.REJECTED) : 0);
    }
}
