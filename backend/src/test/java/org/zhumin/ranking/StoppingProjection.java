package org.zhumin.ranking;

import org.zhumin.ranking.ProjectionBatch.Entry;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Dies after so many calls, as a killed process would: the last call was done. */
final class StoppingProjection implements Projection {
    private final Projection store;
    private final AtomicInteger left;

    StoppingProjection(Projection store, int calls) {
        this.store = store;
        left = new AtomicInteger(calls);
    }

    private <T> Mono<T> dying(Mono<T> call) {
        return Mono.defer(
                () ->
                        left.get() <= 0
                                ? Mono.error(new IllegalStateException("stopped"))
                                : call.doFinally(_ -> left.decrementAndGet()));
    }

    @Override
    public Mono<ProjectionBatch> current() {
        return dying(store.current());
    }

    @Override
    public Mono<List<Entry>> dirty(int limit) {
        return dying(store.dirty(limit));
    }

    @Override
    public Mono<Boolean> claim(ProjectionBatch last, ProjectionBatch next) {
        return dying(store.claim(last, next));
    }

    @Override
    public Mono<Void> apply(long number, Instant at, List<Tally> deltas) {
        return dying(store.apply(number, at, deltas));
    }

    @Override
    public Mono<Void> settle(ProjectionBatch batch) {
        return dying(store.settle(batch));
    }

    @Override
    public Mono<Void> finish(long number) {
        return dying(store.finish(number));
    }

    @Override
    public Mono<Long> markStrays() {
        return dying(store.markStrays());
    }

    @Override
    public Mono<Void> emptyTallies(long number) {
        return dying(store.emptyTallies(number));
    }

    @Override
    public Flux<Contribution> streamCounted() {
        return store.streamCounted();
    }
}
