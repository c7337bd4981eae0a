package org.zhumin.platform.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.http.server.reactive.MockServerHttpResponse;
import org.zhumin.platform.problem.PlatformProblem;
import org.zhumin.platform.redis.RateLimiter.Allowance;

import reactor.core.publisher.Mono;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

class HotReadHandlerTest {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final Allowance GRANTED = new Allowance(true, 1200, 1199, 50);
    private static final String PATH = "/api/v1/things/{id}";
    private static final String THING = "/api/v1/things/7a";

    private final CallLimits limits = mock(CallLimits.class);
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final List<TriedCall> handed = new ArrayList<>();
    private Mono<?> work = Mono.just("all well");
    private HotReadHandler handler;

    @BeforeEach
    void grantAll() {
        when(limits.take(any(), any())).thenReturn(GRANTED);
        handler =
                new HotReadHandler(
                        this::usual,
                        HotReadsTestSettings.alone(),
                        List.of(new Things()),
                        limits,
                        meters);
    }

    private final class Things implements HotGet {
        @Override
        public String path() {
            return PATH;
        }

        @Override
        public PublicRead read(String id, Locale locale) {
            if (id.equals("wrong")) {
                throw PlatformProblem.NOT_FOUND.refusal();
            }
            return new PublicRead(Duration.ofMinutes(1), Set.of(id), () -> work);
        }
    }

    private Mono<Void> usual(ServerHttpRequest request, ServerHttpResponse response) {
        return Mono.deferContextual(
                context -> {
                    handed.add(TriedCall.of(context));
                    return Mono.empty();
                });
    }

    private MockServerHttpResponse call(MockServerHttpRequest.BaseBuilder<?> request) {
        var response = new MockServerHttpResponse();
        handler.handle(request.build(), response).block(LIMIT);
        return response;
    }

    @Test
    void loadsOnceAndThenKeeps() {
        var first = call(MockServerHttpRequest.get(THING));
        var second = call(MockServerHttpRequest.get(THING));
        for (var response : List.of(first, second)) {
            HttpHeaders headers = response.getHeaders();
            assertThat(response.getBodyAsString().block(LIMIT)).isEqualTo("\"all well\"");
            assertThat(headers.getFirst("Content-Type")).isEqualTo("application/json");
            assertThat(headers.getCacheControl()).isEqualTo("public, max-age=60");
            assertThat(headers.getFirst("X-Request-Id")).hasSize(16);
            assertThat(headers.getETag()).isEqualTo(first.getHeaders().getETag());
        }
        assertThat(first.getHeaders().getFirst("RateLimit-Remaining")).isEqualTo("1199");
        assertThat(second.getHeaders().getFirst("RateLimit-Remaining")).isNull();
        verify(limits, times(1)).take(any(), any());
        assertThat(handed).isEmpty();
        assertThat(count("200")).isEqualTo(2);
    }

    private long count(String status) {
        return meters.get("http.server.requests")
                .tags("uri", PATH, "method", "GET", "status", status)
                .timer()
                .count();
    }

    @Test
    void aKnownAnswerIsNotSentAgain() {
        String etag = call(MockServerHttpRequest.get(THING)).getHeaders().getETag();
        var again = call(MockServerHttpRequest.get(THING).header("If-None-Match", etag));
        assertThat(again.getStatusCode()).isEqualTo(HttpStatus.NOT_MODIFIED);
        assertThat(again.getBodyAsString().block(LIMIT)).isEmpty();
        assertThat(count("304")).isOne();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/things",
                "/api/v1/things/",
                "/api/v1/things/7a/b",
                "/api/v1/things/7%61",
                "/api/v1/things/7a;x=1",
                "/api/v1/things/7a?x=1",
                "/api/v1/things/wrong",
                "/api/v1/others/7a"
            })
    void leavesOtherAddresses(String path) {
        call(MockServerHttpRequest.method(HttpMethod.GET, URI.create(path)));
        assertLeft();
    }

    private void assertLeft() {
        assertThat(handed).containsExactly(TriedCall.NOT_YET);
        verify(limits, never()).take(any(), any());
    }

    @Test
    void leavesOtherMethods() {
        call(MockServerHttpRequest.head(THING));
        assertLeft();
    }

    @Test
    void aTokenIsLookedAtThoughTheAnswerIsKept() {
        call(MockServerHttpRequest.get(THING));
        call(MockServerHttpRequest.get(THING).header("Authorization", "Bearer bad"));
        assertThat(handed).containsExactly(TriedCall.NOT_YET);
    }

    @Test
    void whoAskedTooOftenIsRefusedByTheUsualHandler() {
        var refused = new Allowance(false, 1200, 0, 3000);
        when(limits.take(any(), any())).thenReturn(refused);
        call(MockServerHttpRequest.get(THING));
        assertThat(handed).containsExactly(new TriedCall(refused, null));
    }

    @Test
    void withoutALimitNothingIsTold() {
        when(limits.take(any(), any())).thenReturn(null);
        var response = call(MockServerHttpRequest.get(THING));
        assertThat(response.getHeaders().getFirst("RateLimit-Limit")).isNull();
        assertThat(response.getBodyAsString().block(LIMIT)).isEqualTo("\"all well\"");
    }

    @Test
    void aFailureIsHandedOverAndNotKept() {
        var failure = PlatformProblem.UNAVAILABLE.refusal();
        work = Mono.error(failure);
        call(MockServerHttpRequest.get(THING));
        assertThat(handed).hasSize(1);
        assertThat(handed.getFirst().allowance()).isEqualTo(GRANTED);
        assertThat(handed.getFirst().failure()).isSameAs(failure);
        work = Mono.just("well again");
        assertThat(call(MockServerHttpRequest.get(THING)).getBodyAsString().block(LIMIT))
                .isEqualTo("\"well again\"");
    }
}
