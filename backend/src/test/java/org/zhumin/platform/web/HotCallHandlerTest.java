package org.zhumin.platform.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import com.fasterxml.jackson.annotation.JsonProperty;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.http.server.reactive.MockServerHttpResponse;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.zhumin.kernel.DomainException;
import org.zhumin.platform.problem.PlatformProblem;
import org.zhumin.platform.redis.RateLimiter.Allowance;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import tools.jackson.databind.json.JsonMapper;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;

class HotCallHandlerTest {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final Allowance GRANTED = new Allowance(true, 120, 119, 400);
    private static final String PATH = "/api/v1/things/{id}/votes";

    private final CallLimits limits = mock(CallLimits.class);
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final List<String> handed = new ArrayList<>();
    private TriedCall tried = TriedCall.NOT_YET;
    private int reads;
    private Mono<?> work = Mono.fromSupplier(() -> Map.of("done", "yes"));
    private HotCallHandler handler;

    @BeforeEach
    void takeAll() {
        when(limits.take(any(), any())).thenReturn(GRANTED);
        handler =
                new HotCallHandler(
                        this::usual,
                        List.of(new Votes()),
                        token -> token.equals("good") ? caller() : null,
                        limits,
                        JsonMapper.builder().build(),
                        meters);
    }

    private static Authentication caller() {
        return new TestingAuthenticationToken("resident", "");
    }

    private final class Votes implements HotCall {
        @Override
        public HttpMethod method() {
            return HttpMethod.PUT;
        }

        @Override
        public String path() {
            return PATH;
        }

        @Override
        public Mono<?> read(Authentication caller, String id, HttpHeaders headers, byte[] body) {
            reads++;
            if (body.length == 1) {
                throw new IllegalArgumentException("a fault of ours");
            }
            return new String(body, StandardCharsets.UTF_8).equals("{}") ? work : null;
        }
    }

    private Mono<Void> usual(ServerHttpRequest request, ServerHttpResponse response) {
        return Mono.deferContextual(
                context -> {
                    tried = TriedCall.of(context);
                    return DataBufferUtils.join(request.getBody())
                            .map(buffer -> buffer.toString(StandardCharsets.UTF_8))
                            .defaultIfEmpty("")
                            .doOnNext(handed::add)
                            .then();
                });
    }

    private static MockServerHttpRequest.BodyBuilder put(String path) {
        return MockServerHttpRequest.put(path)
                .header(HttpHeaders.AUTHORIZATION, "Bearer good")
                .header(HttpHeaders.CONTENT_TYPE, "application/json");
    }

    private MockServerHttpResponse call(MockServerHttpRequest request) {
        var response = new MockServerHttpResponse();
        handler.handle(request, response).block(LIMIT);
        return response;
    }

    private static MockServerHttpRequest with(
            MockServerHttpRequest.BodyBuilder request, String body) {
        return request.contentLength(body.length()).body(body);
    }

    @Test
    void answersWithJsonTheAllowanceAndWhatKeepsItPrivate() {
        var response = call(with(put("/api/v1/things/7a/votes"), "{}"));
        assertThat(response.getBodyAsString().block(LIMIT)).isEqualTo("{\"done\":\"yes\"}");
        HttpHeaders headers = response.getHeaders();
        assertThat(headers.getFirst("Content-Type")).isEqualTo("application/json");
        assertThat(headers.getContentLength()).isEqualTo(14);
        assertThat(headers.getFirst("RateLimit-Remaining")).isEqualTo("119");
        assertThat(headers.getCacheControl()).contains("no-store");
        assertThat(headers.getFirst("X-Request-Id")).hasSize(16);
        assertThat(handed).isEmpty();
        assertThat(meters.get("http.server.requests").tag("uri", PATH).timer().count()).isOne();
    }

    @ParameterizedTest
    @CsvSource({
        "/api/v1/things/7a/others",
        "/api/v1/things//votes",
        "/api/v1/things/7/a/votes",
        "/api/v1/things/7%61/votes",
        "/api/v1/things/7;a=b/votes",
        "/api/v1/things/7a/votes?x=1",
        "/api/v1/other/7a/votes",
        "/api/v1/things/votes"
    })
    void leavesOtherAddresses(String path) {
        call(with(put(path), "{}"));
        assertLeft();
    }

    private void assertLeft() {
        assertThat(handed).hasSize(1);
        assertThat(reads).isZero();
        assertThat(tried).isEqualTo(TriedCall.NOT_YET);
        verify(limits, never()).take(any(), any());
    }

    @ParameterizedTest
    @CsvSource({
        "Content-Type, application/json;charset=UTF-8",
        "Content-Type, text/plain",
        "Content-Encoding, gzip",
        "Accept, text/html",
        "Authorization, Bearer other",
        "Authorization, Basic good",
        "Content-Length, 5000",
        "Content-Length, 0"
    })
    void leavesWhatIsUnusual(String header, String value) {
        var headers = new HttpHeaders();
        headers.setBearerAuth("good");
        headers.set("Content-Type", "application/json");
        headers.setContentLength(2);
        headers.set(header, value);
        call(MockServerHttpRequest.put("/api/v1/things/7a/votes").headers(headers).body("{}"));
        assertLeft();
    }

    @Test
    void leavesOtherMethodsTwoTokensAndAnUnknownLength() {
        String path = "/api/v1/things/7a/votes";
        call(MockServerHttpRequest.delete(path).header("Authorization", "Bearer good").build());
        call(with(put(path).header("Authorization", "Bearer good"), "{}"));
        call(put(path).body("{}"));
        assertThat(handed).hasSize(3);
        assertThat(reads).isZero();
    }

    @Test
    void handsOverABodyThatItCannotRead() {
        call(with(put("/api/v1/things/7a/votes"), "{\"a\":1}"));
        assertThat(handed).containsExactly("{\"a\":1}");
        assertThat(tried).isEqualTo(TriedCall.NOT_YET);
        verify(limits, never()).take(any(), any());
    }

    @Test
    void handsOverAFaultInReading() {
        call(with(put("/api/v1/things/7a/votes"), "{"));
        assertThat(handed).containsExactly("{");
        assertThat(tried.failure()).hasMessage("a fault of ours");
    }

    @Test
    void handsOverAFailureAndThatTheCallIsCounted() {
        DomainException failure = PlatformProblem.STALE.refusal();
        work = Mono.error(failure);
        call(with(put("/api/v1/things/7a/votes"), "{}"));
        assertThat(tried).isEqualTo(new TriedCall(GRANTED, failure));
        assertThat(meters.find("http.server.requests").timer()).isNull();
    }

    @Test
    void handsOverAnAnswerThatCannotBeWritten() {
        work = Mono.just(Map.of("broken", new Broken(List.of())));
        call(with(put("/api/v1/things/7a/votes"), "{}"));
        assertThat(handed).containsExactly("{}");
        assertThat(tried.allowance()).isEqualTo(GRANTED);
        assertThat(tried.failure()).hasRootCauseInstanceOf(NoSuchElementException.class);
    }

    private record Broken(List<String> words) {
        @JsonProperty
        String first() {
            return words.getFirst();
        }
    }

    @Test
    void readsABodyThatComesInParts() {
        Flux<DataBuffer> parts =
                Flux.just("{", "\"a\"", ":1}")
                        .map(part -> part.getBytes(StandardCharsets.UTF_8))
                        .map(DefaultDataBufferFactory.sharedInstance::wrap);
        call(put("/api/v1/things/7a/votes").contentLength(7).body(parts));
        assertThat(handed).containsExactly("{\"a\":1}");
    }

    @Test
    void handsOverWhatHasNoAnswerYet() {
        work = Mono.empty();
        call(with(put("/api/v1/things/7a/votes"), "{}"));
        assertThat(handed).containsExactly("{}");
        assertThat(tried).isEqualTo(new TriedCall(GRANTED, null));
    }

    @Test
    void doesNothingBeyondTheLimit() {
        var refused = new Allowance(false, 120, 0, 1500);
        when(limits.take(any(), any())).thenReturn(refused);
        work = Mono.error(new AssertionError("done all the same"));
        call(with(put("/api/v1/things/7a/votes"), "{}"));
        assertThat(tried).isEqualTo(new TriedCall(refused, null));
    }

    @Test
    void whoIsNotLimitedIsAnsweredWithoutAllowance() {
        when(limits.take(any(), any())).thenReturn(null);
        var response = call(with(put("/api/v1/things/7a/votes"), "{}"));
        assertThat(response.getHeaders().containsHeader("RateLimit-Limit")).isFalse();
        assertThat(handed).isEmpty();
    }

    @Test
    void theFilterTakesUpWhatWasTried() {
        var filter = new RateLimitFilter(limits);
        var exchange =
                MockServerWebExchange.from(MockServerHttpRequest.put("/api/v1/things/7a/votes"));
        DomainException failure = PlatformProblem.STALE.refusal();
        Mono<Void> filtered =
                filter.filter(exchange, _ -> Mono.error(new AssertionError("went on")))
                        .contextWrite(
                                context ->
                                        context.put(
                                                TriedCall.class, new TriedCall(GRANTED, failure)));
        assertThat(filtered.materialize().block(LIMIT).getThrowable()).isSameAs(failure);
        assertThat(exchange.getResponse().getHeaders().getFirst("RateLimit-Limit"))
                .isEqualTo("120");
        verify(limits, never()).take(any(), any());
    }
}
