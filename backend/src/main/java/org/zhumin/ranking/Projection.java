package org.zhumin.ranking;

import org.zhumin.ranking.ProjectionBatch.Entry;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.time.Instant;
import java.util.List;

/** The store of the projection: the batch, the facts' marks and the tallies. */
interface Projection {
    /** The batch under way or done last; the very first is number 0, settled. */
    Mono<ProjectionBatch> current();

    /** Orders that changed since they were counted, and what they would change. */
    Mono<List<Entry>> dirty(int limit);

    /** Makes it the batch under way. False if the one before is no longer the settled last one. */
    Mono<Boolean> claim(ProjectionBatch last, ProjectionBatch next);

    /** Adds the changes to tallies that have not seen the batch yet. */
    Mono<Void> apply(long number, Instant at, List<Tally> deltas);

    /** Remembers on each order what is counted of it, unless a later batch has. */
    Mono<Void> settle(ProjectionBatch batch);

    /** Nothing is left to do for the batch of this number. */
    Mono<Void> finish(long number);

    /** Marks orders whose outcome is not what is counted of them, however that came about. */
    Mono<Long> markStrays();

    /**
     * Empties the tallies that have not seen this number. They stay, so that a late write of a
     * lower batch finds them passed and does not begin them anew.
     */
    Mono<Void> emptyTallies(long number);

    /** What is counted of every order. */
    Flux<Contribution> streamCounted();
}
