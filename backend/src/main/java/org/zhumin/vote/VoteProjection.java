package org.zhumin.vote;

import org.zhumin.vote.TallyIntake.Dirty;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.time.Instant;
import java.util.List;

/** The store of the projection: the batch, the votes' marks and the tallies. */
interface VoteProjection {
    /**
     * The batch under way or done last; at first {@link TallyBatch#NONE}.
     *
     * @param now for what an older version has left, which says nothing of when
     */
    Mono<TallyBatch> current(Instant now);

    /** Votes that changed since they were counted. */
    Mono<List<Dirty>> dirty(int limit);

    /** Makes it the batch under way. False if the last one is another by now. */
    Mono<Boolean> claim(TallyBatch last, TallyBatch next);

    /**
     * Adds what is pending to the stored tallies, or replaces them by it, except those that have
     * seen this batch or a later one.
     */
    Mono<Void> post(TallyBatch batch);

    /** Marks each vote with what is counted of it, unless this batch or a later one has. */
    Mono<Void> settle(TallyBatch batch);

    /** Empties the stored tallies that have not seen this number. */
    Mono<Void> emptyTallies(long number);

    /** What is marked as counted, or is in bundles that are, by poll. */
    Flux<Marked> streamMarked(Instant now);

    /** Marks votes as dirty that are not counted as they stand, however that came about. */
    Mono<Long> markStrays();

    /** As stored, and what is pending; empty if neither is there. */
    Mono<DatedTally> find(PollId poll);

    record Marked(PollId poll, Tally tally) {}
}
