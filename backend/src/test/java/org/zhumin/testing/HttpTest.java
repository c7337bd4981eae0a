package org.zhumin.testing;

import com.jayway.jsonpath.JsonPath;

import org.awaitility.Awaitility;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The whole application, with the simulator in place of WeChat, driven over HTTP. A subclass says
 * on which servers; {@link ApplicationTest} is the usual one.
 */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "management.server.port=0",
            "zhumin.demo.enabled=true",
            "zhumin.limits.anonymous-per-minute=0",
            "zhumin.identity.first-admin-phone=13900000001",
            "zhumin.secret.master=AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="
        })
public abstract class HttpTest {
    /** A community of the real tree with demo grids, and one of another district. */
    protected static final String JIAXIULOU = "520102016003";

    protected static final String DIANTAIJIE = "520103021006";

    /** The description of the API is the largest. */
    private static final int LARGEST_ANSWER = 1 << 20;

    private static final AtomicLong PHONES = new AtomicLong(13_700_000_000L);
    private static final AtomicLong NAMES = new AtomicLong();

    @LocalServerPort private int port;

    protected static String newPhone() {
        return Long.toString(PHONES.incrementAndGet());
    }

    protected static String newName() {
        return "person" + NAMES.incrementAndGet();
    }

    protected int port() {
        return port;
    }

    protected WebTestClient http() {
        return WebTestClient.bindToServer()
                .baseUrl("http://127.0.0.1:" + port)
                .responseTimeout(Duration.ofSeconds(30))
                .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(LARGEST_ANSWER))
                .build();
    }

    protected Answer call(HttpMethod method, String path, HttpHeaders headers, byte[] body) {
        var request =
                http().method(method)
                        .uri(URI.create(base() + path))
                        .headers(own -> own.addAll(headers));
        if (body != null) {
            request.contentType(MediaType.APPLICATION_JSON).bodyValue(body);
        }
        return Answer.of(request.exchange().expectBody().returnResult());
    }

    private String base() {
        return "http://127.0.0.1:" + port;
    }

    protected Answer call(HttpMethod method, String path, String token, String body) {
        return call(
                method,
                path,
                bearer(token),
                body == null ? null : body.getBytes(StandardCharsets.UTF_8));
    }

    protected static HttpHeaders bearer(String token) {
        var headers = new HttpHeaders();
        if (token != null) {
            headers.setBearerAuth(token);
        }
        return headers;
    }

    protected Answer get(String path, String token) {
        return call(HttpMethod.GET, path, token, null);
    }

    protected Answer post(String path, String token, String body) {
        return call(HttpMethod.POST, path, token, body);
    }

    protected Answer put(String path, String token, String body) {
        return call(HttpMethod.PUT, path, token, body);
    }

    protected Answer delete(String path, String token) {
        return call(HttpMethod.DELETE, path, token, null);
    }

    protected Answer postWithKey(String path, String token, String body, String key) {
        HttpHeaders headers = bearer(token);
        headers.set("Idempotency-Key", key);
        return call(HttpMethod.POST, path, headers, body.getBytes(StandardCharsets.UTF_8));
    }

    /** Waits where a busy machine makes the first call to WeChat run into its time limit. */
    protected Person signIn(String name) {
        String body = "{\"code\":\"sim-" + name + "\"}";
        Answer answer =
                Awaitility.await()
                        .pollDelay(Duration.ZERO)
                        .atMost(Duration.ofSeconds(40))
                        .until(
                                () -> post("/api/v1/sessions", null, body),
                                given -> given.status() != 503);
        return new Person(answer.text("$.token"), answer.text("$.resident.id"));
    }

    protected Person someone() {
        return signIn(newName());
    }

    /** Somebody who has bound a phone. */
    protected Person someoneWithPhone() {
        Person person = someone();
        bindPhone(person, newPhone());
        return person;
    }

    protected Answer bindPhone(Person person, String phone) {
        return post("/api/v1/me/phone", person.token(), "{\"code\":\"sim-phone-" + phone + "\"}");
    }

    /** Somebody signed in. */
    public record Person(String token, String id) {}

    /** What came back. */
    public record Answer(int status, HttpHeaders headers, String body) {
        public static Answer of(EntityExchangeResult<byte[]> result) {
            byte[] bytes = result.getResponseBody();
            return new Answer(
                    result.getStatus().value(),
                    result.getResponseHeaders(),
                    bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8));
        }

        @SuppressWarnings("TypeParameterUnusedInFormals") // as JsonPath has it
        public <T> T at(String path) {
            return JsonPath.read(body, path);
        }

        public int count(String path) {
            return this.<Integer>at(path + ".length()");
        }

        public String text(String path) {
            return this.<Object>at(path).toString();
        }

        public String code() {
            return text("$.code");
        }

        public String contentType() {
            MediaType type = headers.getContentType();
            return type == null ? "" : type.toString();
        }
    }
}
