package org.zhumin.vote;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.time.Instant;

/** The polls as they are kept, with their results. */
interface Polls {
    /** The most polls of one subject. */
    int MOST_OF_SUBJECT = 100;

    Mono<Poll> find(PollId id);

    /** Stores a new poll, or answers the one that is there. */
    Mono<Poll> insertOrGet(Poll poll);

    /** Empty if it is no longer as it was before. */
    Mono<Poll> move(Poll before, Instant closesAt);

    Flux<Poll> listOf(String subject);

    /** All polls, those that are counted or those that are not. */
    Flux<PollId> streamIds(Poll.State state);

    /** What was moved or counted at or after this moment of the database's time, in no order. */
    Flux<Changed> streamChanged(Instant since);

    /** Not counted, and closed before this moment. */
    Flux<Poll> listClosed(Instant before, int limit);

    /** False if there is a result already. */
    Mono<Boolean> saveResult(PollResult result, Leaves.Index leaves, Leaves.Index keptOut);

    Mono<Counted> findCounted(PollId id);

    /** Counted, but what follows from that is not all done. */
    Flux<Counted> listUntold(int limit);

    Mono<Void> told(PollId id);

    /**
     * @param at by the database's clock
     */
    record Changed(PollId id, Instant at) {}

    /**
     * A poll with what its count gave.
     *
     * @param leaves of the tree
     * @param keptOut leaves that the quarantined votes would have had
     */
    record Counted(Poll poll, PollResult result, Leaves.Index leaves, Leaves.Index keptOut) {}
}
