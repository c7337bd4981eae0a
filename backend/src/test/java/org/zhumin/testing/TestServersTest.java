package org.zhumin.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import com.mongodb.reactivestreams.client.MongoClients;

import io.lettuce.core.RedisClient;

import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import reactor.core.publisher.Mono;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

class TestServersTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    @Test
    void mongoAnswers() {
        try (var client = MongoClients.create(TestServers.mongoUri("servers"))) {
            Document answer =
                    Mono.from(client.getDatabase("test").runCommand(new Document("ping", 1)))
                            .block(TIMEOUT);
            assertThat(answer.get("ok", Number.class).intValue()).isOne();
        }
    }

    @Test
    void redisAnswers() {
        try (RedisClient client = RedisClient.create(TestServers.redisUri())) {
            assertThat(client.connect().reactive().ping().block(TIMEOUT)).isEqualTo("PONG");
        }
    }

    @Test
    void everyCallerGetsItsOwnDatabaseOnTheSameServer() {
        String first = TestServers.mongoUri("servers");
        String second = TestServers.mongoUri("servers");

        assertThat(first).contains("/servers-").isNotEqualTo(second);
        assertThat(withoutDatabase(first)).isEqualTo(withoutDatabase(second));
    }

    @ParameterizedTest
    @CsvSource({
        "mongodb://h:1, mongodb://h:1/d",
        "mongodb://h:1/, mongodb://h:1/d",
        "mongodb://h:1/old, mongodb://h:1/d",
        "mongodb://h:1/?directConnection=true, mongodb://h:1/d?directConnection=true",
        "'mongodb://h:1,i:2/old?replicaSet=r', 'mongodb://h:1,i:2/d?replicaSet=r'",
        "mongodb+srv://h, mongodb+srv://h/d",
        "mongodb://u:p@h, mongodb://u:p@h/d?authSource=admin",
        "mongodb://u:p@h/old?w=1, mongodb://u:p@h/d?w=1&authSource=old",
        "mongodb://u:p@h/?authSource=x, mongodb://u:p@h/d?authSource=x"
    })
    void putsTheDatabaseIntoAnAddress(String uri, String expected) {
        assertThat(TestServers.withDatabase(uri, "d")).isEqualTo(expected);
    }

    @Test
    void refusesAnAddressThatIsNone() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TestServers.withDatabase("http://h", "d"))
                .withMessage("Not a MongoDB address: http://h");
    }

    @Test
    void looksForDockerInLessThanASecond() {
        assertTimeout(Duration.ofSeconds(1), DockerEngine::answers);
    }

    @Test
    void aFailedChoiceIsToldToEverybodyAndTriedOnce() {
        AtomicInteger tries = new AtomicInteger();
        Once once =
                new Once(
                        () -> {
                            tries.incrementAndGet();
                            throw new IllegalStateException("Install Node.js.");
                        });
        for (int caller = 0; caller < 2; caller++) {
            assertThatIllegalStateException()
                    .isThrownBy(once::get)
                    .withMessage("No server for the tests: Install Node.js.");
        }
        assertThat(tries).hasValue(1);
        once.end();
    }

    private static String withoutDatabase(String uri) {
        return TestServers.withDatabase(uri, "d");
    }
}
