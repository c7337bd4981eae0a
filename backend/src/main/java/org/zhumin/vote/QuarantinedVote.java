package org.zhumin.vote;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * A vote that is kept out, as staff see it: not who, and not what.
 *
 * @param receipt names the vote
 * @param reason a code
 * @param at when the vote was received
 */
public record QuarantinedVote(
        String receipt, String reason, Instant at, @Nullable VoteAppeal appeal) {}
