package org.zhumin.vote;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import org.zhumin.platform.web.HotReads;

import reactor.core.publisher.Mono;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes all tallies anew, from what is marked as counted on the votes.
 *
 * <p>Nothing is taken up meanwhile. What was found is claimed, some tallies at a time, and then
 * replaces the stored ones; so of several that do this one has its way, and who is late has none.
 * Whoever finds it begun does all of it again.
 */
@Component
class TallyRebuild {
    /** A batch is one document. */
    private static final int MOST_AT_ONCE = 1000;

    private final VoteProjection projection;
    private final HotReads hotReads;
    private final Clock clock;
    private final int mostAtOnce;

    @Autowired
    TallyRebuild(VoteProjection projection, HotReads hotReads, Clock clock) {
        this(projection, hotReads, clock, MOST_AT_ONCE);
    }

    TallyRebuild(VoteProjection projection, HotReads hotReads, Clock clock, int mostAtOnce) {
        this.projection = projection;
        this.hotReads = hotReads;
        this.clock = clock;
        this.mostAtOnce = mostAtOnce;
    }

    /**
     * @param last done to its end
     * @return the batch with which it ended; empty if another had the turn
     */
    Mono<TallyBatch> begin(TallyBatch last) {
        return claim(last, last.rebuild()).flatMap(this::fill);
    }

    private Mono<TallyBatch> claim(TallyBatch last, TallyBatch next) {
        return projection.claim(last, next).filter(claimed -> claimed).map(_ -> next);
    }

    /**
     * @param begun nothing or some tallies are made anew
     * @return as of {@link #begin}
     */
    Mono<TallyBatch> fill(TallyBatch begun) {
        return projection
                .streamMarked(clock.instant())
                .collectList()
                .map(marked -> parts(sums(marked, clock.instant())))
                .flatMap(parts -> replace(begun, parts))
                .delayUntil(_ -> projection.emptyTallies(begun.number()))
                .flatMap(last -> claim(last, last.rebuilt()));
    }

    private static Map<PollId, DatedTally> sums(List<VoteProjection.Marked> all, Instant now) {
        var sums = new HashMap<PollId, DatedTally>();
        all.forEach(
                one -> sums.merge(one.poll(), new DatedTally(one.tally(), now), DatedTally::plus));
        return sums;
    }

    private List<Map<PollId, DatedTally>> parts(Map<PollId, DatedTally> all) {
        var parts = new ArrayList<Map<PollId, DatedTally>>();
        for (var entry : all.entrySet()) {
            if (parts.isEmpty() || parts.getLast().size() == mostAtOnce) {
                parts.add(new HashMap<>());
            }
            parts.getLast().put(entry.getKey(), entry.getValue());
        }
        return parts;
    }

    private Mono<TallyBatch> replace(TallyBatch begun, List<Map<PollId, DatedTally>> parts) {
        Mono<TallyBatch> all = Mono.just(begun);
        for (Map<PollId, DatedTally> part : parts) {
            all = all.flatMap(last -> replace(last, part));
        }
        return all;
    }

    private Mono<TallyBatch> replace(TallyBatch last, Map<PollId, DatedTally> part) {
        return claim(last, last.replacing(part))
                .delayUntil(projection::post)
                .delayUntil(batch -> hotReads.changed(Votes.topics(batch.pending().keySet())));
    }
}
