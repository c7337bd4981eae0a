package org.zhumin.platform.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.RedisURI;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.zhumin.platform.redis.RateLimiter.Allowance;
import org.zhumin.testing.TestEngine;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntFunction;

class RateLimiterTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int CALLS = 400;

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final List<Redis> connections = new ArrayList<>();
    private TestEngine engine;

    @BeforeEach
    void start() {
        engine = TestEngine.redis();
    }

    @AfterEach
    void end() {
        connections.forEach(Redis::destroy);
        engine.close();
    }

    @Test
    void callsToldTogetherGetTheirOwnAnswers() throws IOException {
        var limiter = new RateLimiter(connected(), meters);

        List<Allowance> ofOne = atOnce(_ -> limiter.take("one", 100));
        assertThat(ofOne).hasSize(CALLS);
        assertThat(granted(ofOne)).isBetween(100L, 110L);

        List<Allowance> ofEach = atOnce(i -> limiter.take("each" + i, i + 1));
        assertThat(ofEach)
                .hasSize(CALLS)
                .allSatisfy(
                        allowance -> {
                            assertThat(allowance.granted()).isTrue();
                            assertThat(allowance.remaining()).isEqualTo(allowance.limit() - 1);
                        });
        assertThat(unchecked()).isZero();
    }

    @Test
    void allOfAKeyIsToldAndHeardElsewhereAfterOneCall() throws IOException {
        var limiter = new RateLimiter(connected(), meters);
        assertThat(granted(atOnce(_ -> limiter.take("one", 60)))).isBetween(60L, 62L);
        eventually(() -> assertThat(ahead("one")).isBetween(50_000L, 61_000L));

        var other = new RateLimiter(connected(), meters);
        assertThat(other.take("one", 60)).isEqualTo(new Allowance(true, 60, 59, 1000));
        eventually(() -> assertThat(other.take("one", 60).granted()).isFalse());
        Allowance refused = other.take("one", 60);
        assertThat(refused.remaining()).isZero();
        assertThat(refused.resetMillis()).isBetween(1L, 5000L);
        assertThat(other.take("two", 60).remaining()).isEqualTo(59);
    }

    @Test
    void twoInstancesAtOnceExceedALimitByOneAllowanceAtMost() throws IOException {
        var one = new RateLimiter(connected(), meters);
        var other = new RateLimiter(connected(), meters);
        long granted = granted(atOnce(i -> (i % 2 == 0 ? one : other).take("key", 60)));
        assertThat(granted).isBetween(60L, 124L);

        long before = System.nanoTime();
        eventually(() -> assertThat(ahead("key")).isBetween((granted - 8) * 1000, granted * 1000));
        long more = granted(atOnce(i -> (i % 2 == 0 ? one : other).take("key", 60)));
        assertThat(more)
                .as("the excess is waited for")
                .isLessThanOrEqualTo(
                        2 + 2 * Duration.ofNanos(System.nanoTime() - before).toSeconds());
    }

    @Test
    void whoMovesBetweenInstancesGainsAFewCalls() throws IOException {
        List<RateLimiter> instances =
                List.of(new RateLimiter(connected(), meters), new RateLimiter(connected(), meters));
        long start = System.nanoTime();
        int granted = 0;
        for (int i = 0; i < CALLS; i++) {
            if (instances.get(i % 2).take("mover", 60).granted()) {
                granted++;
                int toldAtLeast = granted;
                eventually(
                        () ->
                                assertThat(ahead("mover") + passed(start))
                                        .isGreaterThanOrEqualTo(toldAtLeast * 1000L - 10));
            }
        }
        assertThat(granted).isLessThanOrEqualTo((int) (60 + 2 + passed(start) / 1000));
    }

    private static long passed(long since) {
        return Duration.ofNanos(System.nanoTime() - since).toMillis();
    }

    @Test
    void nobodyIsLimitedOrLeftWaitingWithoutRedis() throws IOException {
        Redis redis = connected();
        var limiter = new RateLimiter(redis, meters);
        assertThat(limiter.take("one", 1).granted()).isTrue();
        eventually(() -> assertThat(ahead("one")).isPositive());
        engine.kill();
        eventually(() -> assertThat(redis.isConnected()).isFalse());

        List<Allowance> open = atOnce(_ -> limiter.take("one", 1));
        assertThat(open).hasSize(CALLS).containsOnly(new Allowance(true, 1, 1, 0));
        assertThat(unchecked()).isEqualTo(CALLS);
    }

    @Test
    void aRedisThatIsBackIsHeardAgain() throws IOException {
        Redis redis = connected();
        var limiter = new RateLimiter(redis, meters);
        engine.kill();
        eventually(() -> assertThat(redis.isConnected()).isFalse());
        assertThat(granted(atOnce(_ -> limiter.take("one", 1)))).isEqualTo(CALLS);

        engine.start();
        eventually(() -> assertThat(limiter.take("one", 2).remaining()).isEqualTo(1));
        assertThat(limiter.take("one", 2).remaining()).isZero();
        assertThat(limiter.take("one", 2).granted()).isFalse();
        eventually(() -> assertThat(ahead("one")).isBetween(50_000L, 60_000L));
    }

    @Test
    void aRedisThatHangsLimitsNobodyOnceATellingFails() throws Exception {
        var limiter = new RateLimiter(connected(), meters);
        assertThat(limiter.take("before", 1).granted()).isTrue();
        eventually(() -> assertThat(ahead("before")).isPositive());
        signal("-STOP");
        try {
            assertThat(limiter.take("during", 1).granted()).isTrue();
            assertThat(limiter.take("during", 1).granted()).isFalse();
            eventually(() -> assertThat(limiter.take("before", 1).granted()).isTrue());
            assertThat(limiter.take("during", 1).granted()).isTrue();
            assertThat(unchecked()).isGreaterThanOrEqualTo(3);
        } finally {
            signal("-CONT");
        }
        eventually(() -> assertThat(limiter.take("before", 1).granted()).isFalse());
    }

    private void signal(String name) throws Exception {
        assertThat(new ProcessBuilder("kill", name, Long.toString(engine.pid())).start().waitFor())
                .isZero();
    }

    @Test
    void aScriptThatRedisHasForgottenIsSentAgain() throws IOException {
        Redis redis = connected();
        var limiter = new RateLimiter(redis, meters);
        limiter.take("one", 60);
        eventually(() -> assertThat(ahead("one")).isPositive());
        redis.call(commands -> commands.scriptFlush()).block(PATIENCE);
        limiter.take("two", 60);
        eventually(() -> assertThat(ahead("two")).isPositive());
        assertThat(unchecked()).isZero();
    }

    @Test
    void whatALimiterOfBeforeCountedGoesOn() throws IOException {
        Redis redis = connected();
        long now = System.currentTimeMillis();
        redis.call(commands -> commands.set("zhumin:limit:one", (now + 59_900) + ".250"))
                .block(PATIENCE);
        var limiter = new RateLimiter(redis, meters);
        assertThat(limiter.take("one", 60).granted()).isTrue();
        eventually(() -> assertThat(limiter.take("one", 60).granted()).isFalse());
    }

    @Test
    void aClockOfRedisThatWasSetBackKeepsNobodyForLong() throws IOException {
        Redis redis = connected();
        long farAhead = System.currentTimeMillis() + Duration.ofDays(1).toMillis();
        redis.call(commands -> commands.set("zhumin:limit:one", farAhead + ".000")).block(PATIENCE);
        var limiter = new RateLimiter(redis, meters);
        limiter.take("one", 60);
        eventually(() -> assertThat(limiter.take("one", 60).granted()).isFalse());
        assertThat(limiter.take("one", 60).resetMillis()).isBetween(230_000L, 241_000L);
    }

    @Test
    void thoseWhoCallLeastAreForgotten() throws IOException {
        var time = new AtomicLong();
        var limiter = new RateLimiter(connected(), meters, time::get);
        for (int i = 0; i < 10; i++) {
            limiter.take("often", 10);
        }
        for (int i = 0; i < 2 * RateLimiter.MOST_KEYS; i++) {
            assertThat(limiter.take("key" + i, 10).granted()).isTrue();
            if (i % 100 == 0) {
                assertThat(limiter.take("often", 10).granted()).isFalse();
            }
        }
        eventually(() -> assertThat(limiter.known()).isLessThanOrEqualTo(RateLimiter.MOST_KEYS));
        time.addAndGet(Duration.ofMinutes(3).toNanos());
        eventually(() -> assertThat(limiter.known()).isZero());
    }

    private static List<Allowance> atOnce(IntFunction<Allowance> call) {
        return Flux.range(0, CALLS)
                .flatMap(
                        i ->
                                Mono.fromSupplier(() -> call.apply(i))
                                        .subscribeOn(Schedulers.parallel()),
                        CALLS)
                .collectList()
                .blockOptional(PATIENCE)
                .orElseThrow();
    }

    private static long granted(List<Allowance> allowances) {
        return allowances.stream().filter(Allowance::granted).count();
    }

    private static void eventually(ThrowingRunnable holds) {
        Awaitility.await().atMost(PATIENCE).pollInSameThread().untilAsserted(holds);
    }

    /** Milliseconds until Redis lets go of the key, which is when its allowance is whole. */
    private long ahead(String key) {
        return connections
                .getFirst()
                .call(commands -> commands.pttl("zhumin:limit:" + key))
                .blockOptional(PATIENCE)
                .orElseThrow();
    }

    private double unchecked() {
        return meters.counter("zhumin.limits.unchecked").count();
    }

    private Redis connected() {
        var configuration = new RedisConfiguration();
        RedisURI uri = configuration.redisUri(new RedisProperties(engine.uri()));
        var redis = new Redis(configuration.redisClient(uri), uri);
        connections.add(redis);
        Awaitility.await()
                .atMost(PATIENCE)
                .until(
                        () -> {
                            redis.connect().block();
                            return redis.isConnected();
                        });
        return redis;
    }
}
