package org.zhumin.request;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.model.Filters;
import com.mongodb.reactivestreams.client.MongoDatabase;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.bean.override.convention.TestBean;
import org.zhumin.testing.HttpTest;
import org.zhumin.testing.MovedClock;
import org.zhumin.testing.TestServers;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What nobody does in time goes up the area tree by itself: a clock that is set forward shows it.
 */
class EscalationHttpTest extends HttpTest {
    private static final MovedClock CLOCK = new MovedClock();
    private static final String STREET = "520102016";
    private static final String DISTRICT = "520102";
    private static final String REQUESTS = "/api/v1/requests/";
    private static final String DESK = "/api/v1/desk/requests/";

    @TestBean private Clock clock;

    @Autowired private MongoDatabase database;
    @Autowired private RequestSweeper sweeper;

    static Clock clock() {
        return CLOCK;
    }

    @DynamicPropertySource
    static void servers(DynamicPropertyRegistry registry) {
        String uri = TestServers.mongoUri("escalation");
        registry.add("spring.mongodb.uri", () -> uri);
        registry.add("zhumin.redis.uri", TestServers::redisUri);
        registry.add("zhumin.request.sweep-every", () -> "PT1H");
    }

    @Test
    void whatIsOverdueGoesUpLevelByLevelAndTheSupervisorIsToldOnce() {
        signIn("supervisor-" + STREET);
        signIn("supervisor-" + DISTRICT);
        String owner = someoneWithPhone().token();
        String id = signed(owner);
        Instant due = Instant.parse(get(REQUESTS + id, owner).text("$.deadline.resolveBy"));
        CLOCK.forwardTo(due.minusSeconds(60));
        sweepTwiceAtOnce();
        assertThat(escalations(id)).isEmpty();

        CLOCK.forwardTo(escalateAt(id));
        assertThat(escalateAt(id)).isAfter(due);
        sweepTwiceAtOnce();
        sweepTwiceAtOnce();
        assertThat(escalations(id)).hasSize(1);
        assertThat(escalations(id).getFirst()).contains("新华路街道");
        told("supervisor-" + STREET, id, 1);
        told("supervisor-" + DISTRICT, id, 0);
        Answer seen = get(DESK + id, signIn("supervisor-" + STREET).token());
        assertThat(seen.text("$.deadline.overdue")).as(seen.body()).isEqualTo("true");
        assertThat(seen.text("$.status")).isEqualTo("IN_PROGRESS");

        CLOCK.forwardTo(escalateAt(id));
        sweepTwiceAtOnce();
        assertThat(escalations(id)).hasSize(2);
        told("supervisor-" + DISTRICT, id, 1);
        told("supervisor-" + STREET, id, 1);
    }

    private String signed(String owner) {
        String body =
                """
                {"kind":"HELP","title":"路灯不亮","content":"请看看","visibility":"PUBLIC","areaCode":"%s"}
                """
                        .formatted(JIAXIULOU);
        String id = post("/api/v1/requests", owner, body).text("$.id");
        String council = signIn("council").token();
        post(DESK + id + "/accept", council, "{}");
        post(DESK + id + "/dispatch", council, "{\"organizationId\":\"demounit\"}");
        assertThat(post(DESK + id + "/sign", signIn("handler").token(), null).text("$.status"))
                .isEqualTo("IN_PROGRESS");
        return id;
    }

    /** As two instances do whose sweepers run at the same moment. */
    private void sweepTwiceAtOnce() {
        Flux.range(0, 2)
                .flatMap(_ -> sweeper.sweep().subscribeOn(Schedulers.boundedElastic()))
                .blockLast();
    }

    private Instant escalateAt(String id) {
        return Mono.from(database.getCollection("requests").find(Filters.eq("_id", id)).first())
                .block()
                .getDate("escalateAt")
                .toInstant();
    }

    /** As everybody reads it. */
    private List<String> escalations(String id) {
        return get(REQUESTS + id, null).at("$.timeline[?(@.type == 'ESCALATED')].text");
    }

    /** Anew, since a token ends long before a deadline. */
    private void told(String name, String id, int times) {
        String inbox =
                "$.items[?(@.type == 'request.desk.escalated' && @.page =="
                        + " 'pages/request/detail?id="
                        + id
                        + "')].text";
        Awaitility.await()
                .during(Duration.ofMillis(times == 0 ? 500 : 0))
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(
                        () ->
                                assertThat(
                                                get("/api/v1/notices", signIn(name).token())
                                                        .<List<String>>at(inbox))
                                        .hasSize(times));
    }
}
