package org.zhumin.platform.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.RedisException;
import io.lettuce.core.RedisURI;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.zhumin.testing.TestEngine;

import reactor.test.StepVerifier;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

@Isolated("reads what is logged")
@ExtendWith(OutputCaptureExtension.class)
class RedisTest {
    private static final int ATTEMPTS = 100;

    private final RedisConfiguration configuration = new RedisConfiguration();

    private Redis redisAt(String address) {
        RedisURI uri = configuration.redisUri(new RedisProperties(address));
        return new Redis(configuration.redisClient(uri), uri);
    }

    /** Nothing else in these tests looks for one there. */
    @Test
    void anAbsentRedisCostsOneLineAnAttempt(CapturedOutput output) {
        Redis redis = redisAt("redis://127.0.0.1:2");
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            StepVerifier.create(redis.connect()).verifyComplete();
        }
        assertThat(redis.isConnected()).isFalse();
        StepVerifier.create(redis.call(commands -> commands.get("key")))
                .verifyError(RedisException.class);
        StepVerifier.create(redis.publish("channel", "message")).verifyComplete();
        assertThat(
                        output.getAll()
                                .lines()
                                .filter(line -> line.contains("going on without it"))
                                .filter(line -> line.endsWith(":2")))
                .hasSize(ATTEMPTS);
        assertThat(output.getAll()).doesNotContain("onErrorDropped").doesNotContain("\tat ");
    }

    @Test
    void anAttemptThatIsGivenUpFailsInSilence(CapturedOutput output) {
        Redis redis = redisAt("redis://127.0.0.1:1");
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            redis.connect().subscribe().dispose();
        }
        StepVerifier.create(redis.connect()).verifyComplete();
        assertThat(output.getAll()).doesNotContain("onErrorDropped").doesNotContain("\tat ");
    }

    @Test
    void aRedisThatComesLaterIsFoundAndHeard() {
        try (TestEngine engine = TestEngine.redis()) {
            engine.kill();
            Redis redis = redisAt(engine.uri());
            List<String> heard = new CopyOnWriteArrayList<>();
            redis.listen("channel", heard::add);
            StepVerifier.create(redis.connect()).verifyComplete();
            assertThat(redis.isConnected()).isFalse();
            engine.start();
            Awaitility.await()
                    .atMost(Duration.ofSeconds(20))
                    .until(
                            () -> {
                                redis.connect().block();
                                redis.publish("channel", "here").block();
                                return heard.contains("here");
                            });
            assertThat(redis.isConnected()).isTrue();
            redis.destroy();
        }
    }
}
