package org.zhumin.platform.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.RedisURI;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.zhumin.platform.redis.RateLimiter.Allowance;
import org.zhumin.testing.TestEngine;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

class RateLimiterTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int CALLS = 400;

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @Test
    void callsAskedAboutTogetherGetTheirOwnAnswers() throws IOException {
        try (TestEngine engine = TestEngine.redis()) {
            Redis redis = connected(engine);
            var limiter = new RateLimiter(redis, meters);

            List<Allowance> ofOne = atOnce(() -> limiter.take("one", 100));
            assertThat(ofOne).hasSize(CALLS);
            assertThat(ofOne.stream().filter(Allowance::granted)).hasSizeBetween(100, 110);

            List<Allowance> ofEach =
                    Flux.range(1, CALLS)
                            .flatMap(
                                    i ->
                                            limiter.take("each" + i, i)
                                                    .subscribeOn(Schedulers.parallel()),
                                    CALLS)
                            .collectList()
                            .block(PATIENCE);
            assertThat(ofEach)
                    .hasSize(CALLS)
                    .allSatisfy(
                            allowance -> {
                                assertThat(allowance.granted()).isTrue();
                                assertThat(allowance.remaining()).isEqualTo(allowance.limit() - 1);
                            });
            assertThat(unchecked()).isZero();
            redis.destroy();
        }
    }

    @Test
    void nobodyIsLimitedOrLeftWaitingWithoutRedis() throws IOException {
        try (TestEngine engine = TestEngine.redis()) {
            Redis redis = connected(engine);
            var limiter = new RateLimiter(redis, meters);
            assertThat(limiter.take("one", 1).block(PATIENCE)).matches(Allowance::granted);
            engine.kill();

            assertThat(atOnce(() -> limiter.take("one", 1)))
                    .hasSize(CALLS)
                    .allMatch(Allowance::granted);
            assertThat(unchecked()).isEqualTo(CALLS);
            redis.destroy();
        }
    }

    private static List<Allowance> atOnce(Supplier<Mono<Allowance>> call) {
        return Flux.range(0, CALLS)
                .flatMap(_ -> call.get().subscribeOn(Schedulers.parallel()), CALLS)
                .collectList()
                .blockOptional(PATIENCE)
                .orElseThrow();
    }

    private double unchecked() {
        return meters.counter("zhumin.limits.unchecked").count();
    }

    private static Redis connected(TestEngine engine) {
        var configuration = new RedisConfiguration();
        RedisURI uri = configuration.redisUri(new RedisProperties(engine.uri()));
        var redis = new Redis(configuration.redisClient(uri), uri);
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
