package org.zhumin.vote;

import java.time.Instant;

/**
 * The running count of a poll, at most half a second behind its votes.
 *
 * @param poll where its tally is live its closing may have been moved a minute ago at the longest
 * @param asOf when it last changed; the poll's opening if it never did
 */
public record PollTally(Poll poll, Tally tally, Instant asOf) {}
