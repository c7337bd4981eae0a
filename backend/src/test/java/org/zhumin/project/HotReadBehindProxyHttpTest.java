package org.zhumin.project;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;
import org.springframework.web.server.WebFilter;
import org.zhumin.testing.HttpTest;
import org.zhumin.testing.TestServers;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** As in production: whom the proxy names is whose calls are counted, also before WebFlux. */
@DirtiesContext
@TestPropertySource(
        properties = {
            "server.forward-headers-strategy=framework",
            "zhumin.limits.anonymous-per-minute=20"
        })
class HotReadBehindProxyHttpTest extends HttpTest {
    @Autowired private Dispatched dispatched;
    private String path;

    @DynamicPropertySource
    static void servers(DynamicPropertyRegistry registry) {
        String uri = TestServers.mongoUri("proxied");
        registry.add("spring.mongodb.uri", () -> uri);
        registry.add("zhumin.redis.uri", TestServers::redisUri);
    }

    @BeforeEach
    void publish() {
        String council = signIn("council-520102").token();
        String id = post("/api/v1/projects", council, ProjectHttpTest.body("代理", "")).text("$.id");
        path = "/api/v1/projects/" + id;
        assertThat(post(path + "/publish", council, null).status()).isEqualTo(200);
    }

    private Answer getFrom(String address, String what) {
        var headers = new HttpHeaders();
        headers.set("X-Forwarded-For", address);
        return call(HttpMethod.GET, what, headers, null);
    }

    private static int remaining(Answer answer) {
        assertThat(answer.status()).isEqualTo(200);
        String left = answer.headers().getFirst("RateLimit-Remaining");
        assertThat(left).isNotNull();
        return Integer.parseInt(left);
    }

    /** What WebFlux dispatches. */
    @TestConfiguration
    static class Dispatched {
        private final List<String> paths = new CopyOnWriteArrayList<>();

        @Bean
        @Order(Ordered.HIGHEST_PRECEDENCE)
        WebFilter noteDispatched() {
            return (exchange, chain) -> {
                paths.add(exchange.getRequest().getPath().value());
                return chain.filter(exchange);
            };
        }
    }

    @Test
    void hotReadsAndVotesAreAnsweredBeforeWebFlux() {
        String token = signIn("voter-" + path.hashCode()).token();
        String vote = path + "/votes/POINT";
        int refused = put(vote, token, "{\"choice\":\"SUPPORT\"}").status();
        dispatched.paths.clear();
        getFrom("203.0.113.4", path);
        getFrom("203.0.113.4", path + "/tally");
        assertThat(dispatched.paths).isEmpty();
        assertThat(refused).isEqualTo(403);
        assertThat(put(vote, token, "{\"choice\":\"SUPPORT\"}").status()).isEqualTo(403);
        assertThat(dispatched.paths).containsExactly(vote);
    }

    @Test
    void everyCallerHasAnAllowance() {
        int first = remaining(getFrom("203.0.113.1", path));
        assertThat(remaining(getFrom("203.0.113.2", path + "/tally"))).isEqualTo(first);
        assertThat(remaining(getFrom("203.0.113.3", "/api/v1/projects?limit=7"))).isEqualTo(first);
        assertThat(remaining(getFrom("203.0.113.3", "/api/v1/projects?limit=8"))).isLessThan(first);
    }

    @Test
    void whatAProxyCannotMeanIsRefusedAsEverywhere() {
        var headers = new HttpHeaders();
        headers.set("X-Forwarded-Port", "many");
        assertThat(call(HttpMethod.GET, path, headers, null).status()).isEqualTo(400);
        assertThat(call(HttpMethod.GET, "/api/v1/areas/520100", headers, null).status())
                .isEqualTo(400);
    }
}
