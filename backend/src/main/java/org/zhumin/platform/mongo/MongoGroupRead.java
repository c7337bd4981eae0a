package org.zhumin.platform.mongo;

import org.reactivestreams.Publisher;
import org.zhumin.kernel.DomainException;
import org.zhumin.platform.mongo.MongoLane.Waiting;
import org.zhumin.platform.problem.PlatformProblem;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/**
 * Group reads: what is asked of one hot collection while it is being asked leaves together in the
 * next query, since finding many documents by their keys costs little more than finding one. While
 * nothing is asked a question goes at once; after a query with several the next leaves {@value
 * #REST_MILLIS} ms later at the earliest, see {@link MongoLane}. A query is sent after all its
 * questions came in, so none is answered by what was there before it was asked. What was not sent
 * within five seconds is {@link PlatformProblem#UNAVAILABLE}.
 *
 * @param <K> what is asked by, at most one document each
 * @param <T> what is found
 */
public final class MongoGroupRead<K, T> {
    private static final int LARGEST_GROUP = 100;
    private static final long REST_MILLIS = 2;

    private final Function<List<K>, ? extends Publisher<T>> query;
    private final Function<T, K> keyOf;
    private final MongoLane<K, T> lane;

    /**
     * @param query finds what there is of at most {@value #LARGEST_GROUP} keys, all distinct
     * @param keyOf by which key this was found
     */
    MongoGroupRead(
            Function<List<K>, ? extends Publisher<T>> query,
            Function<T, K> keyOf,
            Scheduler rests,
            LongSupplier nanoTime) {
        this.query = query;
        this.keyOf = keyOf;
        Duration rest = Duration.ofMillis(REST_MILLIS);
        lane = new MongoLane<>(LARGEST_GROUP, MongoLane.NEVER, rest, rests, nanoTime, this::ask);
    }

    /** Empty if there is none; or an error as of {@link MongoCalls#many}. */
    public Mono<T> find(K key) {
        return lane.send(key);
    }

    private Mono<Void> ask(List<Waiting<K, T>> group) {
        return ask(group.stream().collect(Collectors.groupingBy(Waiting::what)));
    }

    private Mono<Void> ask(Map<K, List<Waiting<K, T>>> byKey) {
        return Mono.defer(
                        () ->
                                MongoCalls.many(query.apply(List.copyOf(byKey.keySet())))
                                        .collectMap(keyOf))
                .doOnNext(
                        found ->
                                byKey.forEach(
                                        (key, all) ->
                                                all.forEach(one -> one.succeed(found.get(key)))))
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
}
