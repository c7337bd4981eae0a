package org.zhumin;

import static org.assertj.core.api.Assertions.assertThat;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.zhumin.testing.HttpTest;
import org.zhumin.testing.TestEngine;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** The application while Redis or MongoDB is killed under it, on engines of its own. */
@DirtiesContext
class OutageTest extends HttpTest {
    private static final TestEngine MONGO = TestEngine.mongo();
    private static final TestEngine REDIS = TestEngine.redis();

    @DynamicPropertySource
    static void servers(DynamicPropertyRegistry registry) {
        registry.add("spring.mongodb.uri", () -> MONGO.uri("outage"));
        registry.add("zhumin.redis.uri", REDIS::uri);
    }

    @AfterAll
    static void end() {
        MONGO.close();
        REDIS.close();
    }

    @Test
    void losingRedisLosesNothingAndStopsNothing() {
        Person before = someone();
        REDIS.kill();
        Person person = someone();
        assertThat(submit(person, 1).status()).isEqualTo(201);
        assertThat(submit(before, 2).status()).isEqualTo(201);
        assertThat(get("/api/v1/me/requests", person.token()).<List<?>>at("$.items")).hasSize(1);
        assertThat(get("/api/v1/areas/520100", null).status()).isEqualTo(200);
        assertThat(delete("/api/v1/sessions/current", before.token()).status()).isEqualTo(204);
        assertThat(get("/api/v1/me", before.token()).status()).isEqualTo(401);
        REDIS.start();
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(
                        () ->
                                assertThat(
                                                get("/api/v1/me", person.token())
                                                        .headers()
                                                        .getFirst("RateLimit-Remaining"))
                                        .isNotEqualTo("600"));
        assertThat(get("/api/v1/me", before.token()).status()).isEqualTo(401);
    }

    @Test
    void aKilledMongoDbGivesAProblemAndComesBackWithEverythingAcknowledged() throws Exception {
        // Staff have no limit of calls.
        Person person = signIn("council");
        Queue<String> acknowledged = new ConcurrentLinkedQueue<>();
        Queue<Integer> statuses = new ConcurrentLinkedQueue<>();
        var stop = new AtomicBoolean();
        var number = new AtomicInteger();
        var last = new AtomicReference<Answer>();
        Runnable load =
                () -> {
                    while (!stop.get()) {
                        Answer answer = submit(person, number.incrementAndGet());
                        statuses.add(answer.status());
                        last.set(answer);
                        if (answer.status() == 201) {
                            acknowledged.add(answer.text("$.id"));
                        }
                    }
                };
        var workers = List.of(new Thread(load), new Thread(load), new Thread(load));
        workers.forEach(Thread::start);
        Awaitility.await().until(() -> acknowledged.size() > 50);
        MONGO.kill();
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(statuses).as("last %s", last.get()).contains(503));
        Answer refused = get("/api/v1/me/requests", person.token());
        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.code()).isEqualTo("service.unavailable");
        assertThat(refused.headers().getFirst("Retry-After")).isEqualTo("2");
        MONGO.start();
        int before = acknowledged.size();
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(
                        () ->
                                assertThat(acknowledged)
                                        .as("last answer %s", last.get())
                                        .hasSizeGreaterThan(before + 20));
        stop.set(true);
        for (Thread worker : workers) {
            worker.join();
        }
        assertThat(statuses).containsOnly(201, 503);
        assertThat(acknowledged)
                .as("of %s acknowledged, %s before the kill", acknowledged.size(), before)
                .allSatisfy(id -> assertThat(read(person, id)).isEqualTo(200));
    }

    private int read(Person person, String id) {
        return get("/api/v1/requests/" + id, person.token()).status();
    }

    private Answer submit(Person person, int i) {
        return post(
                "/api/v1/requests",
                person.token(),
                "{\"kind\":\"HELP\",\"content\":\"第" + i + "条\",\"visibility\":\"PRIVATE\"}");
    }
}
