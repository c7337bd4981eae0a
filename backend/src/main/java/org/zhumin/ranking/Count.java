package org.zhumin.ranking;

/** What is counted of orders. Each order counts at most once in each. */
public enum Count {
    /** Decided and not turned down: the base of the response rate. */
    N,
    /** Signed and replied in time. */
    RESPONDED,
    SOLVED,
    PARTLY,
    UNSOLVED,
    UNANSWERED,
    UNCONFIRMED,
    /** Turned down; outside {@link #N}. */
    REJECTED,
    /** Confirmed or called back, with a mark: the base of the satisfaction rate. */
    RATED,
    /** The mean of its marks is at least 4 of 5. */
    SATISFIED,
    /** Came back at least once. */
    REOPENED,
    CALLED_BACK
}
