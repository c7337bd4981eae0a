package org.zhumin.platform.mongo;

import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.zhumin.kernel.DomainException;
import org.zhumin.platform.Detached;
import org.zhumin.platform.problem.PlatformProblem;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.publisher.Sinks.EmitFailureHandler;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/**
 * Group reads: what is asked of one hot collection while it is being asked leaves together in the
 * next query, since finding many documents by their keys costs little more than finding one. Nobody
 * waits for company: while nothing is asked a question goes at once. A query is sent after all its
 * questions came in, so none is answered by what was there before it was asked. What was not sent
 * within {@value #PATIENCE_SECONDS} seconds is {@link PlatformProblem#UNAVAILABLE}.
 *
 * @param <K> what is asked by, at most one document each
 * @param <T> what is found
 */
public final class MongoGroupRead<K, T> {
    private static final int LARGEST_GROUP = 100;
    private static final int PATIENCE_SECONDS = 5;

    private final Function<List<K>, ? extends Publisher<T>> query;
    private final Function<T, K> keyOf;
    private final LongSupplier nanoTime;
    private final Queue<Waiting<K, T>> queue = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean asking = new AtomicBoolean();

    /**
     * @param query finds what there is of at most {@value #LARGEST_GROUP} keys, all distinct
     * @param keyOf by which key this was found
     */
    public MongoGroupRead(Function<List<K>, ? extends Publisher<T>> query, Function<T, K> keyOf) {
        this(query, keyOf, System::nanoTime);
    }

    MongoGroupRead(
            Function<List<K>, ? extends Publisher<T>> query,
            Function<T, K> keyOf,
            LongSupplier nanoTime) {
        this.query = query;
        this.keyOf = keyOf;
        this.nanoTime = nanoTime;
    }

    /** Empty if there is none; or an error as of {@link MongoCalls#many}. */
    public Mono<T> find(K key) {
        return Mono.defer(
                () -> {
                    var waiting = new Waiting<K, T>(key, nanoTime.getAsLong(), Sinks.one());
                    queue.add(waiting);
                    startAsking();
                    return waiting.outcome().asMono();
                });
    }

    /** Whoever arrives after the last look at the queue finds nobody asking, or is seen here. */
    private void startAsking() {
        if (!queue.isEmpty() && asking.compareAndSet(false, true)) {
            Detached.start(
                    Mono.defer(this::askNext)
                            .repeat(() -> !queue.isEmpty())
                            .then()
                            .doFinally(
                                    _ -> {
                                        asking.set(false);
                                        startAsking();
                                    }));
        }
    }

    private Mono<Void> askNext() {
        List<Waiting<K, T>> group = take();
        if (group.isEmpty()) {
            return Mono.empty();
        }
        Map<K, List<Waiting<K, T>>> byKey =
                group.stream().collect(Collectors.groupingBy(Waiting::key));
        return ask(byKey);
    }

    private Mono<Void> ask(Map<K, List<Waiting<K, T>>> byKey) {
        return Mono.defer(
                        () ->
                                MongoCalls.many(query.apply(List.copyOf(byKey.keySet())))
                                        .collectList())
                .doOnNext(found -> settle(byKey, found))
                .then()
                .onErrorResume(error -> settle(byKey, error));
    }

    /** A document that cannot be read fails those alone who asked for it. */
    private Mono<Void> settle(Map<K, List<Waiting<K, T>>> byKey, Throwable error) {
        if (byKey.size() > 1 && !isOutage(error)) {
            return Flux.fromIterable(byKey.entrySet())
                    .concatMap(one -> ask(Map.of(one.getKey(), one.getValue())))
                    .then();
        }
        return Mono.fromRunnable(
                () -> byKey.values().forEach(all -> all.forEach(one -> one.fail(error))));
    }

    private static boolean isOutage(Throwable error) {
        return error instanceof DomainException refusal && refusal.is(PlatformProblem.UNAVAILABLE);
    }

    private List<Waiting<K, T>> take() {
        long oldest = nanoTime.getAsLong() - TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        var group = new ArrayList<Waiting<K, T>>();
        while (group.size() < LARGEST_GROUP) {
            Waiting<K, T> next = queue.poll();
            if (next == null) {
                break;
            }
            if (next.since() - oldest < 0) {
                next.fail(PlatformProblem.UNAVAILABLE.refusal());
            } else {
                group.add(next);
            }
        }
        return group;
    }

    private void settle(Map<K, List<Waiting<K, T>>> byKey, List<T> found) {
        Map<K, T> foundByKey = new HashMap<>();
        found.forEach(one -> foundByKey.put(keyOf.apply(one), one));
        byKey.forEach((key, all) -> all.forEach(one -> one.answer(foundByKey.get(key))));
    }

    private record Waiting<K, T>(K key, long since, Sinks.One<T> outcome) {
        void answer(@Nullable T found) {
            if (found == null) {
                outcome.emitEmpty(EmitFailureHandler.FAIL_FAST);
            } else {
                outcome.emitValue(found, EmitFailureHandler.FAIL_FAST);
            }
        }

        void fail(Throwable error) {
            outcome.emitError(error, EmitFailureHandler.FAIL_FAST);
        }
    }
}
