package org.zhumin.project;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.zhumin.testing.ApplicationTest;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeSet;

/**
 * A vote that is usual in every way goes another way than others, and nobody can tell from the
 * answer.
 */
class HotVoteHttpTest extends ApplicationTest {
    private static final MediaType USUAL = MediaType.APPLICATION_JSON;
    private static final MediaType UNUSUAL =
            MediaType.parseMediaType("application/json;charset=UTF-8");
    private static final String SUPPORT = "{\"choice\":\"SUPPORT\"}";

    @Autowired private MeterRegistry meters;

    private EntityExchangeResult<byte[]> vote(
            String id, String token, MediaType type, String body) {
        return http().method(HttpMethod.PUT)
                .uri("/api/v1/projects/" + id + "/votes/POINT")
                .headers(headers -> headers.setBearerAuth(token))
                .headers(headers -> headers.set("Accept-Language", "en"))
                .contentType(type)
                .bodyValue(body.getBytes(StandardCharsets.UTF_8))
                .exchange()
                .expectBody()
                .returnResult();
    }

    private String project() {
        String council = signIn("council-520102").token();
        Answer drafted = post("/api/v1/projects", council, ProjectHttpTest.body("点单路灯", ""));
        String id = drafted.text("$.id");
        assertThat(post("/api/v1/projects/" + id + "/publish", council, null).status())
                .isEqualTo(200);
        return id;
    }

    private Person neighbour() {
        Person person = someoneWithPhone();
        put("/api/v1/me/residence", person.token(), "{\"areaCode\":\"" + JIAXIULOU + "\"}");
        return person;
    }

    /** What may differ from call to call is left out. */
    private static String seen(EntityExchangeResult<byte[]> result) {
        HttpHeaders headers = result.getResponseHeaders();
        Set<String> names = new TreeSet<>(headers.headerNames());
        var seen = new StringBuilder().append(result.getStatus()).append('\n');
        for (String name : names) {
            boolean varies =
                    name.equalsIgnoreCase("X-Request-Id")
                            || name.equalsIgnoreCase("RateLimit-Remaining")
                            || name.equalsIgnoreCase("RateLimit-Reset");
            seen.append(name).append(varies ? "" : headers.get(name)).append('\n');
        }
        String body = new String(result.getResponseBody(), StandardCharsets.UTF_8);
        return seen.append(body.replaceAll("\"requestId\":\"[^\"]*\"", "")).toString();
    }

    private void assertSame(String id, String token, String body) {
        String usual = seen(vote(id, token, USUAL, body));
        String unusual = seen(vote(id, token, UNUSUAL, body));
        assertThat(usual).as(body).isEqualTo(unusual);
    }

    @Test
    void bothWaysAnswerTheSame() {
        String id = project();
        String token = neighbour().token();
        vote(id, token, UNUSUAL, SUPPORT);
        assertSame(id, token, SUPPORT);
        assertSame(id, token, "{\"choice\":\"SUPPORT\",\"optionCodes\":[]}");
        assertSame(id, token, "{\"choice\":\"OPPOSE\"}");
        assertSame(id, token, "{\"choice\":\"OPPOSE\",\"comment\":\"太暗了\"}");
        for (String wrong :
                new String[] {
                    "{}",
                    "{",
                    "[]",
                    "null",
                    "{\"choice\":null}",
                    "{\"choice\":1}",
                    "{\"choice\":\"MAYBE\"}",
                    "{\"choice\":\"SUPPORT\",\"optionCodes\":[null]}",
                    "{\"choice\":\"SUPPORT\",\"optionCodes\":[\"no-such-option\"]}",
                    "{\"choice\":\"SUPPORT\",\"other\":true}",
                    "{\"choice\":\"SUPPORT\",\"choice\":\"OPPOSE\"}",
                    "{\"choice\":\"SUPPORT\"} more",
                    "{\"choice\":\"SUPPORT\",\"comment\":\"" + "长".repeat(501) + "\"}"
                }) {
            assertSame(id, token, wrong);
        }
        assertSame("01hzzzzzzzzzzzzzzzzzzzzzzz", token, SUPPORT);
        assertSame("x", token, SUPPORT);
    }

    @Test
    void bothWaysRefuseTheSame() {
        String id = project();
        String stranger = someone().token();
        vote(id, stranger, UNUSUAL, SUPPORT);
        assertSame(id, stranger, SUPPORT);
        assertSame(id, stranger + "x", SUPPORT);
        Person left = neighbour();
        vote(id, left.token(), USUAL, SUPPORT);
        assertThat(delete("/api/v1/sessions/current", left.token()).status()).isEqualTo(204);
        assertSame(id, left.token(), SUPPORT);
        assertThat(vote(id, left.token(), USUAL, SUPPORT).getStatus().value()).isEqualTo(401);
    }

    @Test
    void aMoveIsHeardOfByTheNextVote() {
        String id = project();
        Person person = neighbour();
        assertThat(vote(id, person.token(), USUAL, SUPPORT).getStatus().value()).isEqualTo(200);
        put("/api/v1/me/residence", person.token(), "{\"areaCode\":\"" + DIANTAIJIE + "\"}");
        assertThat(vote(id, person.token(), USUAL, SUPPORT).getStatus().value()).isEqualTo(403);
    }

    @Test
    void eachIsTimedOnce() {
        String id = project();
        String token = neighbour().token();
        vote(id, token, UNUSUAL, SUPPORT);
        Awaitility.await().until(() -> timed() > 0);
        long before = timed();
        for (int i = 0; i < 5; i++) {
            vote(id, token, i % 2 == 0 ? USUAL : UNUSUAL, SUPPORT);
        }
        Awaitility.await().untilAsserted(() -> assertThat(timed() - before).isEqualTo(5));
    }

    /** A call is timed after its answer was sent, and the first one makes the timer. */
    private long timed() {
        Timer timer =
                meters.find("http.server.requests")
                        .tag("uri", "/api/v1/projects/{id}/votes/POINT")
                        .tag("status", "200")
                        .timer();
        return timer == null ? 0 : timer.count();
    }
}
