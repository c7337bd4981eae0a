package org.zhumin.vote;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * A vote as its voter alone is told.
 *
 * @param at when this version was received
 * @param receipt names this version of the vote; says nothing about who or what
 * @param opening what the commitment in the tree is made of; with {@link Votes#findMine} only
 * @param reason why it is quarantined, a code; with QUARANTINED only
 */
public record CastVote(
        VoteStep step,
        Vote vote,
        Instant at,
        String receipt,
        VoteStatus status,
        @Nullable Opening opening,
        @Nullable String reason) {}
