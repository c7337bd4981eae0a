package org.zhumin.vote;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The store of the projection: the batch, the votes' marks and the tallies. */
interface VoteProjection {
    /** The batch under way or done last; at first {@link TallyBatch#NONE}. */
    Mono<TallyBatch> current();

    /** Votes that changed since they were counted. */
    Mono<List<TallyBatch.Dirty>> dirty(int limit);

    /** Makes it the batch under way. False if the last one is another by now. */
    Mono<Boolean> claim(TallyBatch last, TallyBatch next);

    /** Adds to each tally, unless it has seen this batch or a later one. */
    Mono<Void> apply(long number, Map<PollId, Tally> deltas, Instant now);

    /** Marks each vote with what is counted of it, unless this batch or a later one has. */
    Mono<Void> settle(TallyBatch batch);

    /** Empties the tallies that have not seen this number. */
    Mono<Void> emptyTallies(long number);

    /** What is marked as counted, or is in bundles that are, by poll. */
    Flux<Marked> streamMarked(Instant now);

    /** Marks votes as dirty that are not counted as they stand, however that came about. */
    Mono<Long> markStrays();

    Mono<Dated> find(PollId poll);

    record Dated(Tally tally, Instant at) {}

    record Marked(PollId poll, Tally tally) {}
}
