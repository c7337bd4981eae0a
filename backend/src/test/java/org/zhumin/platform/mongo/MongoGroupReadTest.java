package org.zhumin.platform.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.zhumin.kernel.DomainException;
import org.zhumin.platform.problem.PlatformProblem;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

class MongoGroupReadTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final Map<Integer, Stored> stored = new ConcurrentHashMap<>();
    private final List<List<Integer>> queries = Collections.synchronizedList(new ArrayList<>());
    private final AtomicLong now = new AtomicLong(System.nanoTime());
    private Flux<Stored> before = Flux.empty();
    private MongoGroupRead<Integer, Stored> reads;

    record Stored(int key, String text) {}

    @BeforeEach
    void fill() {
        reads = new MongoGroupRead<>(this::query, Stored::key, Schedulers.parallel(), now::get);
        for (int key = 0; key < 1_000; key++) {
            stored.put(key, new Stored(key, "text " + key));
        }
    }

    private Flux<Stored> query(List<Integer> keys) {
        queries.add(keys);
        return before.thenMany(Flux.fromIterable(keys)).mapNotNull(stored::get);
    }

    @Test
    void eachCallerGetsItsOwn() {
        StepVerifier.create(
                        Flux.range(0, 5_000)
                                .flatMap(
                                        i ->
                                                reads.find(i % 1_200)
                                                        .map(Stored::text)
                                                        .defaultIfEmpty("none")
                                                        .map(text -> isOf(i % 1_200, text))
                                                        .subscribeOn(Schedulers.parallel()),
                                        64)
                                .collectList())
                .assertNext(all -> assertThat(all).hasSize(5_000).containsOnly(true))
                .expectComplete()
                .verify(LIMIT);
        assertThat(queries).allMatch(keys -> keys.stream().distinct().count() == keys.size());
    }

    private static boolean isOf(int key, String text) {
        return text.equals(key < 1_000 ? "text " + key : "none");
    }

    @Test
    void whatIsAskedMeanwhileLeavesTogether() {
        Sinks.Empty<Stored> first = Sinks.empty();
        before = first.asMono().flux();
        var all = Flux.range(0, 251).flatMap(reads::find, 251).collectList().toFuture();
        assertThat(queries).hasSize(1);
        before = Flux.empty();
        first.tryEmitEmpty();
        assertThat(all.orTimeout(10, TimeUnit.SECONDS).join()).hasSize(251);
        assertThat(queries).extracting(List::size).containsExactly(1, 100, 100, 50);
    }

    @Test
    void aLonelyQuestionGoesAtOnce() {
        assertThat(reads.find(1).toFuture()).isDone();
        assertThat(reads.find(2_000).toFuture()).isDone();
        assertThat(queries).containsExactly(List.of(1), List.of(2_000));
    }

    @Test
    void whatIsAskedWhileAQueryIsOnItsWayIsNotAnsweredByIt() {
        Sinks.Empty<Stored> first = Sinks.empty();
        before = first.asMono().flux();
        var early = reads.find(1).toFuture();
        stored.put(1, new Stored(1, "changed"));
        var late = reads.find(1).toFuture();
        before = Flux.empty();
        assertThat(queries).hasSize(1);
        first.tryEmitEmpty();
        assertThat(late.orTimeout(10, TimeUnit.SECONDS).join().text()).isEqualTo("changed");
        assertThat(early).isDone();
        assertThat(queries).hasSize(2);
    }

    @Test
    void whatCannotBeReadFailsThoseAloneWhoAskedForIt() {
        Sinks.Empty<Stored> first = Sinks.empty();
        reads =
                new MongoGroupRead<>(
                        keys ->
                                keys.contains(7)
                                        ? Flux.error(new IllegalStateException("unreadable"))
                                        : first.asMono().flux().thenMany(query(keys)),
                        Stored::key,
                        Schedulers.parallel(),
                        now::get);
        var answered = reads.find(1).toFuture();
        var good = reads.find(2).toFuture();
        var bad = reads.find(7).toFuture();
        first.tryEmitEmpty();
        assertThat(answered).isDone();
        assertThat(good.orTimeout(10, TimeUnit.SECONDS).join().key()).isEqualTo(2);
        StepVerifier.create(Mono.fromFuture(bad)).expectErrorMessage("unreadable").verify(LIMIT);
    }

    @Test
    void whatWaitedTooLongIsUnavailable() {
        Sinks.Empty<Stored> first = Sinks.empty();
        before = first.asMono().flux();
        var early = reads.find(1).toFuture();
        var late = reads.find(2).toFuture();
        now.addAndGet(TimeUnit.SECONDS.toNanos(6));
        first.tryEmitEmpty();
        StepVerifier.create(Mono.fromFuture(late))
                .expectErrorMatches(
                        error ->
                                error instanceof DomainException refusal
                                        && refusal.is(PlatformProblem.UNAVAILABLE))
                .verify(LIMIT);
        assertThat(early).isDone();
        assertThat(queries).containsExactly(List.of(1));
    }
}
