package org.zhumin.request;

/** How a request was closed. */
public enum ClosedAs {
    SOLVED,
    /** Counts as not solved. */
    PARTLY,
    /** Nobody said a word; stays out of the base of satisfaction. */
    UNCONFIRMED,
    /** As the supervisor's call-back found it; the rating says what that was. */
    CALLBACK;

    static ClosedAs of(Outcome outcome) {
        return switch (outcome) {
            case SOLVED -> SOLVED;
            case PARTLY -> PARTLY;
            case UNSOLVED -> throw new IllegalArgumentException("what is unsolved is not closed");
        };
    }
}
