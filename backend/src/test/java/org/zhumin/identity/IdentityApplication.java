package org.zhumin.identity;

import com.jayway.jsonpath.JsonPath;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.zhumin.testing.TestServers;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

/** The whole application on a database of its own, with the simulator in place of WeChat. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "management.server.port=0",
            "zhumin.demo.enabled=true",
            "zhumin.identity.first-admin-phone=13900000001",
            "zhumin.secret.master=AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="
        })
abstract class IdentityApplication {
    /** A community of the real tree, and one of another district. */
    static final String JIAXIULOU = "520102016003";

    static final String DIANTAIJIE = "520103021006";

    private static final AtomicLong PHONES = new AtomicLong(13_700_000_000L);
    private static final AtomicLong NAMES = new AtomicLong();

    @LocalServerPort private int port;

    @DynamicPropertySource
    static void servers(DynamicPropertyRegistry registry) {
        String uri = TestServers.mongoUri("identity");
        registry.add("spring.mongodb.uri", () -> uri);
        registry.add("zhumin.redis.uri", TestServers::redisUri);
    }

    static String newPhone() {
        return Long.toString(PHONES.incrementAndGet());
    }

    static String newName() {
        return "person" + NAMES.incrementAndGet();
    }

    WebTestClient http() {
        return WebTestClient.bindToServer()
                .baseUrl("http://127.0.0.1:" + port)
                .responseTimeout(Duration.ofSeconds(30))
                .build();
    }

    Answer call(HttpMethod method, String path, String token, String body) {
        var request = http().method(method).uri(path);
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        if (body != null) {
            request.contentType(MediaType.APPLICATION_JSON).bodyValue(body);
        }
        return Answer.of(request.exchange().expectBody().returnResult());
    }

    Answer get(String path, String token) {
        return call(HttpMethod.GET, path, token, null);
    }

    Answer post(String path, String token, String body) {
        return call(HttpMethod.POST, path, token, body);
    }

    Answer put(String path, String token, String body) {
        return call(HttpMethod.PUT, path, token, body);
    }

    Answer delete(String path, String token) {
        return call(HttpMethod.DELETE, path, token, null);
    }

    Answer postWithKey(String path, String token, String body, String key) {
        var request = http().post().uri(path).header("Idempotency-Key", key);
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        request.contentType(MediaType.APPLICATION_JSON).bodyValue(body);
        return Answer.of(request.exchange().expectBody().returnResult());
    }

    Person signIn(String name) {
        Answer answer = post("/api/v1/sessions", null, "{\"code\":\"sim-" + name + "\"}");
        return new Person(answer.text("$.token"), answer.text("$.resident.id"));
    }

    Person someone() {
        return signIn(newName());
    }

    Answer bindPhone(Person person, String phone) {
        return post("/api/v1/me/phone", person.token(), "{\"code\":\"sim-phone-" + phone + "\"}");
    }

    Answer claim(Person person, String community) {
        return put(
                "/api/v1/me/residence",
                person.token(),
                "{\"areaCode\":\"" + community + "\",\"realName\":\"王小明\",\"room\":\"301\"}");
    }

    static void eventually(Duration within, BooleanSupplier condition) throws Exception {
        long end = System.nanoTime() + within.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("not within " + within);
            }
            Thread.onSpinWait();
        }
    }

    record Person(String token, String id) {}

    record Answer(int status, String contentType, String body) {
        static Answer of(EntityExchangeResult<byte[]> result) {
            byte[] bytes = result.getResponseBody();
            MediaType type = result.getResponseHeaders().getContentType();
            return new Answer(
                    result.getStatus().value(),
                    type == null ? "" : type.toString(),
                    bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8));
        }

        Object at(String path) {
            return JsonPath.read(body, path);
        }

        int count(String path) {
            return (int) at(path + ".length()");
        }

        String text(String path) {
            return at(path).toString();
        }

        String code() {
            return text("$.code");
        }
    }
}
