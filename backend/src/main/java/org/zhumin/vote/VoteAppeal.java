package org.zhumin.vote;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * What a voter says against the quarantine of the own vote. Granted, the vote counts again, and
 * nothing of it remains.
 *
 * @param reason why the vote is kept out, a code
 * @param dismissal absent while nobody has decided
 */
public record VoteAppeal(String reason, String text, Instant at, @Nullable Dismissal dismissal) {
    /** Why the vote stays out, to be read by its voter. */
    public record Dismissal(String text, Instant at) {}
}
