package org.zhumin.vote;

/** How a vote came in. The names are stored, never rename. */
public enum VoteChannel {
    MINI_PROGRAM,
    /** Typed by a grid worker for a resident who cannot. */
    ASSISTED
}
