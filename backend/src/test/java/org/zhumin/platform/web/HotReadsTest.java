package org.zhumin.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.zhumin.platform.problem.PlatformProblem;
import org.zhumin.platform.redis.Redis;
import org.zhumin.platform.redis.RedisTestSettings;
import org.zhumin.testing.TestEngine;

import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

class HotReadsTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Duration LONG = Duration.ofMinutes(10);

    private final AtomicInteger value = new AtomicInteger(1);

    private static MockServerHttpRequest get(String address) {
        return MockServerHttpRequest.method(HttpMethod.GET, URI.create("http://host" + address))
                .build();
    }

    private PublicRead read(String topic) {
        return new PublicRead(LONG, Set.of(topic), () -> Mono.fromSupplier(value::get));
    }

    private static String load(HotReads reads, String address, PublicRead read) {
        HotRead loaded = reads.get(get(address), address, read).block(LIMIT);
        return text(Objects.requireNonNull(loaded));
    }

    private static String text(HotRead read) {
        return new String(read.body(), StandardCharsets.UTF_8);
    }

    @Test
    void anAnswerIsKeptUntilWhatItDependsOnChanges() {
        HotReads reads = HotReadsTestSettings.alone();
        assertThat(load(reads, "/a", read("topic"))).isEqualTo("1");
        value.set(2);
        assertThat(load(reads, "/a", read("topic"))).isEqualTo("1");
        reads.changed("other").block(LIMIT);
        assertThat(reads.findKept(get("/a"))).isNotNull();
        reads.changed("topic").block(LIMIT);
        assertThat(reads.findKept(get("/a"))).isNull();
        assertThat(load(reads, "/a", read("topic"))).isEqualTo("2");
    }

    @Test
    void nothingIsKeptWhereNothingShallBe() {
        HotReads reads = HotReadsTestSettings.with(RedisTestSettings.absent(), 0);
        assertThat(load(reads, "/a", read("topic"))).isEqualTo("1");
        Awaitility.await().until(() -> reads.findKept(get("/a")) == null);
    }

    @Test
    void whatWasReadBeforeAChangeIsNotKeptAfterIt() {
        HotReads reads = HotReadsTestSettings.alone();
        Sinks.One<Integer> slow = Sinks.one();
        var before = new PublicRead(LONG, Set.of("topic"), slow::asMono);
        var early = reads.get(get("/a"), "/a", before).toFuture();
        value.set(2);
        reads.changed("topic").block(LIMIT);
        assertThat(load(reads, "/a", read("topic"))).isEqualTo("2");
        slow.tryEmitValue(1);
        assertThat(text(early.orTimeout(10, TimeUnit.SECONDS).join())).isEqualTo("1");
        assertThat(text(Objects.requireNonNull(reads.findKept(get("/a"))))).isEqualTo("2");
    }

    @Test
    void aRefusalIsNotKept() {
        HotReads reads = HotReadsTestSettings.alone();
        var refused =
                new PublicRead(
                        LONG,
                        Set.of("topic"),
                        () -> Mono.error(PlatformProblem.NOT_FOUND.refusal()));
        StepVerifier.create(reads.get(get("/a"), "/a", refused)).expectError().verify(LIMIT);
        assertThat(reads.findKept(get("/a"))).isNull();
    }

    @Test
    void onePathThatCanBeWrittenInManyWaysIsKeptOnce() {
        HotReads reads = HotReadsTestSettings.alone();
        for (String other : new String[] {"/%61", "/a;x=1", "/a?x=" + "1".repeat(600)}) {
            load(reads, other, read("topic"));
            assertThat(reads.findKept(get(other))).as(other).isNull();
        }
    }

    @Test
    void noMoreAreKeptThanThereMayBe() {
        HotReads reads = HotReadsTestSettings.with(RedisTestSettings.absent(), 100);
        for (int i = 0; i < 2_000; i++) {
            load(reads, "/" + i, read("topic"));
        }
        Awaitility.await().atMost(LIMIT).until(() -> kept(reads) <= 100);
        assertThat(kept(reads)).isGreaterThan(50);
    }

    private static int kept(HotReads reads) {
        int kept = 0;
        for (int i = 0; i < 2_000; i++) {
            kept += reads.findKept(get("/" + i)) == null ? 0 : 1;
        }
        return kept;
    }

    @Test
    void anotherInstanceHearsOfAChange() {
        try (TestEngine engine = TestEngine.redis()) {
            Redis mine = RedisTestSettings.connectedTo(engine.uri());
            Redis theirs = RedisTestSettings.connectedTo(engine.uri());
            HotReads here = HotReadsTestSettings.with(mine, 100);
            HotReads there = HotReadsTestSettings.with(theirs, 100);
            load(there, "/a", read("topic"));
            load(there, "/b", read("other"));
            // The subscription may take a moment, and what is told before is not heard.
            Awaitility.await()
                    .atMost(LIMIT)
                    .until(
                            () -> {
                                here.changed("topic").block(LIMIT);
                                return there.findKept(get("/a")) == null;
                            });
            assertThat(there.findKept(get("/b"))).isNotNull();
            mine.destroy();
            theirs.destroy();
        }
    }
}
