package org.zhumin.vote;

import java.time.Instant;

/**
 * The running count of a poll, at most half a second behind its votes.
 *
 * @param asOf when it last changed; the poll's opening if it never did
 */
public record PollTally(Poll poll, Tally tally, Instant asOf) {}
