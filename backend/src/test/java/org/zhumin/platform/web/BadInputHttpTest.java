package org.zhumin.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.zhumin.testing.ApplicationTest;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

class BadInputHttpTest extends ApplicationTest {
    private static final String REQUESTS = "/api/v1/requests";

    @ParameterizedTest
    @CsvSource({
        "GET, /nothing, 401, auth.sign-in-needed",
        "GET, /api/v1/nothing, 401, auth.sign-in-needed",
        "GET, /api/v1/areas/..%2f..%2fetc, 400, request.malformed",
        "GET, /api/v1/areas/%00, 400, request.malformed",
        "GET, /api/v1/areas;x=1, 400, request.malformed",
        "DELETE, /api/v1/areas, 401, auth.sign-in-needed",
        "GET, /api/v1/areas/locate?longitude=NaN&latitude=1, 400, request.malformed",
        "GET, /api/v1/areas/locate?longitude=1e999&latitude=1, 400, request.malformed",
        "GET, /api/v1/areas/locate?latitude=1, 400, request.malformed"
    })
    void aBadAddressIsAProblem(String method, String path, int status, String code) {
        Answer answer = call(HttpMethod.valueOf(method), path, (String) null, null);
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.contentType()).isEqualTo("application/problem+json");
        assertThat(answer.code()).isEqualTo(code);
        assertThat(answer.text("$.requestId")).isNotBlank();
    }

    @Test
    void anAddressThatIsNoUriIsAProblem() throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
            String call = "GET /api/v1/areas?q=路灯 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(call.getBytes(StandardCharsets.UTF_8));
            String answer =
                    new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer)
                    .startsWith("HTTP/1.1 400 Bad Request")
                    .contains("application/problem+json", "\"code\":\"request.malformed\"");
        }
    }

    @Test
    void anAnswerWithoutContentIsNoProblem() {
        Answer answer = delete("/api/v1/sessions/current", someone().token());
        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.headers().getContentType()).isNull();
    }

    @Test
    void anUnknownMethodAndPathOfSomebodySignedInAreProblems() {
        String token = someone().token();
        assertThat(delete("/api/v1/areas", token).code()).isEqualTo("http.method-not-allowed");
        assertThat(get("/api/v1/nothing", token).code()).isEqualTo("http.not-found");
    }

    @Test
    void aMegabyteIsTooLarge() {
        Answer answer =
                post(
                        REQUESTS,
                        someone().token(),
                        "{\"kind\":\"HELP\",\"content\":\"" + "x".repeat(1 << 20) + "\"}");
        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.code()).isEqualTo("request.too-large");
    }

    @Test
    void brokenUtf8IsMalformed() {
        byte[] body =
                "{\"kind\":\"HELP\",\"content\":\"x?\",\"visibility\":\"PRIVATE\"}"
                        .getBytes(StandardCharsets.UTF_8);
        body[new String(body, StandardCharsets.UTF_8).indexOf('?')] = (byte) 0xff;
        Answer answer = call(HttpMethod.POST, REQUESTS, bearer(someone().token()), body);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("request.malformed");
    }

    @Test
    void anOverlongPathIsAProblem() {
        Answer answer = get("/api/v1/areas/" + "1".repeat(10_000), null);
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.code()).isEqualTo("area.not-found");
    }

    @Test
    void anotherMediaTypeIsRefused() {
        var answer =
                http().post()
                        .uri(REQUESTS)
                        .headers(headers -> headers.setBearerAuth(someone().token()))
                        .contentType(MediaType.TEXT_PLAIN)
                        .bodyValue("hello")
                        .exchange();
        answer.expectStatus().isEqualTo(415);
        answer.expectBody().jsonPath("$.code").isEqualTo("http.unsupported-media-type");
    }

    @Test
    void anUnwantedFormatIsStillAProblemDocument() {
        http().get()
                .uri("/api/v1/me")
                .accept(MediaType.APPLICATION_XML)
                .header("Accept-Language", "!!;q=x")
                .exchange()
                .expectStatus()
                .isUnauthorized()
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON);
    }

    @ParameterizedTest
    @ValueSource(strings = {"zh-CN", "en", "fr", "en;q=0.5, zh;q=0.9"})
    void aProblemSpeaksTheCallersLanguage(String language) {
        var headers = bearer(null);
        headers.set("Accept-Language", language);
        Answer answer = call(HttpMethod.GET, "/api/v1/me", headers, null);
        assertThat(answer.text("$.detail"))
                .isEqualTo(language.equals("en") ? "Please sign in first." : "请先登录再继续。");
        assertThat(answer.headers().getContentLanguage().getLanguage())
                .isEqualTo(language.equals("en") ? "en" : "zh");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "with space", "ümlaut"})
    void aBadIdempotencyKeyIsRefused(String key) {
        Answer answer =
                postWithKey(
                        REQUESTS,
                        someone().token(),
                        "{\"kind\":\"HELP\",\"content\":\"x\",\"visibility\":\"PRIVATE\"}",
                        key);
        assertThat(answer.code()).isEqualTo("idempotency.key-invalid");
    }

    @Test
    void aSoundRequestIdIsKeptAndAnotherReplaced() {
        var headers = bearer(null);
        headers.set("X-Request-Id", "phone-12345678");
        assertThat(call(HttpMethod.GET, "/api/v1/me", headers, null).text("$.requestId"))
                .isEqualTo("phone-12345678");
        headers.set("X-Request-Id", "<script>");
        assertThat(call(HttpMethod.GET, "/api/v1/me", headers, null).text("$.requestId"))
                .matches("[0-9a-f]{16}");
    }

    @Test
    void aPhoneThatHangsUpLosesNothing() throws IOException {
        Person owner = someone();
        for (int i = 0; i < 20; i++) {
            submitAndHangUp(owner, i);
        }
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(requestsOf(owner)).hasSizeGreaterThan(0));
        int stored = settled(owner);
        for (int i = 0; i < 20; i++) {
            assertThat(postWithKey(REQUESTS, owner.token(), body(i), "hang-up-" + i).status())
                    .isEqualTo(201);
        }
        assertThat(requestsOf(owner)).hasSize(20);
        assertThat(stored).isLessThanOrEqualTo(20);
    }

    private int settled(Person owner) {
        int[] last = {-1};
        Awaitility.await()
                .pollInterval(Duration.ofMillis(300))
                .atMost(Duration.ofSeconds(20))
                .until(
                        () -> {
                            int now = requestsOf(owner).size();
                            boolean same = now == last[0];
                            last[0] = now;
                            return same;
                        });
        return last[0];
    }

    private List<Object> requestsOf(Person owner) {
        return get("/api/v1/me/requests?limit=100", owner.token()).at("$.items");
    }

    private static String body(int i) {
        return "{\"kind\":\"HELP\",\"content\":\"第" + i + "条\",\"visibility\":\"PRIVATE\"}";
    }

    /** Sends the call and closes the connection a moment later, each time a little later. */
    private void submitAndHangUp(Person owner, int i) throws IOException {
        byte[] body = body(i).getBytes(StandardCharsets.UTF_8);
        String head =
                "POST /api/v1/requests HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                        + "Authorization: Bearer "
                        + owner.token()
                        + "\r\nIdempotency-Key: hang-up-"
                        + i
                        + "\r\nContent-Length: "
                        + body.length
                        + "\r\n\r\n";
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
            var bytes = new ByteArrayOutputStream();
            bytes.writeBytes(head.getBytes(StandardCharsets.US_ASCII));
            bytes.writeBytes(body);
            socket.getOutputStream().write(bytes.toByteArray());
            socket.getOutputStream().flush();
            LockSupport.parkNanos(i * 3_000_000L);
            // Half of them end in a reset instead of a farewell.
            socket.setSoLinger(i % 2 == 1, 0);
        }
    }
}
