package org.zhumin.vote;

import java.time.Instant;

/**
 * Many votes of one origin: for people to look at, never a reason to refuse by itself. Says nothing
 * of who voted or what.
 *
 * @param origin to be named when these votes are quarantined
 */
public record VoteSignal(String origin, long votes, Instant firstAt, Instant lastAt) {}
