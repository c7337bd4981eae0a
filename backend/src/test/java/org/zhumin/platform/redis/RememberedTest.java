package org.zhumin.platform.redis;

import static org.assertj.core.api.Assertions.assertThat;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.zhumin.testing.TestEngine;

import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

class RememberedTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Duration LONG = Duration.ofMinutes(10);

    private final AtomicReference<Mono<String>> there = new AtomicReference<>(Mono.just("one"));

    private Remembered<String, String> instance(Redis redis, Duration lifetime) {
        return new Remembered<>(
                redis,
                "zhumin:test:remembered",
                key -> key,
                Optional::of,
                lifetime,
                10,
                _ -> there.get());
    }

    private static String ask(Remembered<String, String> remembered) {
        return remembered.get("key").block(LIMIT);
    }

    @Test
    void isToldUntilItChanges() {
        var remembered = instance(RedisTestSettings.absent(), LONG);
        assertThat(ask(remembered)).isEqualTo("one");
        there.set(Mono.just("two"));
        assertThat(ask(remembered)).isEqualTo("one");
        remembered.changed("key").block(LIMIT);
        assertThat(ask(remembered)).isEqualTo("two");
    }

    @Test
    void isNeverOlderThanItsLifetime() {
        var remembered = instance(RedisTestSettings.absent(), Duration.ofMillis(50));
        assertThat(ask(remembered)).isEqualTo("one");
        there.set(Mono.just("two"));
        Awaitility.await().until(() -> ask(remembered).equals("two"));
    }

    @Test
    void whoMustNotBeToldWhatIsOldIsNot() {
        var remembered = instance(RedisTestSettings.absent(), LONG);
        Duration oldest = Duration.ofMillis(50);
        assertThat(remembered.get("key", oldest).block(LIMIT)).isEqualTo("one");
        there.set(Mono.just("two"));
        Awaitility.await()
                .until(
                        () -> {
                            assertThat(ask(remembered)).isEqualTo("one");
                            return remembered.get("key", oldest).block(LIMIT).equals("two");
                        });
        assertThat(ask(remembered)).isEqualTo("two");
        assertThat(remembered.get("key", LONG).block(LIMIT)).isEqualTo("two");
    }

    @Test
    void whatIsNotThereIsNotRemembered() {
        var remembered = instance(RedisTestSettings.absent(), LONG);
        there.set(Mono.empty());
        assertThat(ask(remembered)).isNull();
        there.set(Mono.just("one"));
        assertThat(ask(remembered)).isEqualTo("one");
    }

    @Test
    void whatWasReadBeforeAChangeIsNotToldAfterIt() {
        var remembered = instance(RedisTestSettings.absent(), LONG);
        Sinks.One<String> slow = Sinks.one();
        there.set(slow.asMono());
        var early = remembered.get("key").toFuture();
        there.set(Mono.just("two"));
        remembered.changed("key").block(LIMIT);
        slow.tryEmitValue("one");
        assertThat(early.join()).isEqualTo("one");
        assertThat(ask(remembered)).isEqualTo("two");
    }

    @Test
    void otherInstancesHearOfAChange() {
        try (TestEngine engine = TestEngine.redis()) {
            var mine = instance(RedisTestSettings.connectedTo(engine.uri()), LONG);
            var theirs = instance(RedisTestSettings.connectedTo(engine.uri()), LONG);
            assertThat(ask(theirs)).isEqualTo("one");
            there.set(Mono.just("two"));
            Awaitility.await()
                    .until(
                            () -> {
                                mine.changed("key").block(LIMIT);
                                return ask(theirs).equals("two");
                            });
        }
    }
}
