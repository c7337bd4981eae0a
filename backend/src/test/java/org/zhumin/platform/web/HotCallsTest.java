package org.zhumin.platform.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import com.fasterxml.jackson.annotation.JsonProperty;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.web.server.adapter.ForwardedHeaderTransformer;
import org.zhumin.kernel.DomainException;
import org.zhumin.platform.problem.PlatformProblem;
import org.zhumin.platform.redis.RateLimiter.Allowance;

import reactor.core.publisher.Mono;

import tools.jackson.databind.json.JsonMapper;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Set;

class HotCallsTest {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final Allowance GRANTED = new Allowance(true, 120, 119, 400);
    private static final String VOTES = "/api/v1/things/{id}/votes";
    private static final String VOTE = "/api/v1/things/7a/votes";
    private static final String THINGS = "/api/v1/things/{id}";
    private static final String THING = "/api/v1/things/7a";
    private static final InetSocketAddress HERE =
            InetSocketAddress.createUnresolved("127.0.0.1", 4711);

    private final CallLimits limits = mock(CallLimits.class);
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private Mono<?> work = Mono.fromSupplier(() -> Map.of("done", "yes"));
    private Mono<?> load = Mono.just("all well");
    private HotCalls calls = calls(false);

    @BeforeEach
    void grantAll() {
        when(limits.take(any(), any(), any())).thenReturn(GRANTED);
        when(limits.take(any(), any(InetSocketAddress.class))).thenReturn(GRANTED);
    }

    private HotCalls calls(boolean behindProxy) {
        return new HotCalls(
                provided(HotCall.class, new Votes()),
                provided(HotGet.class, new Things()),
                HotReadsTestSettings.alone(),
                token ->
                        token.equals("good")
                                ? new TestingAuthenticationToken("resident", "")
                                : null,
                limits,
                JsonMapper.builder().build(),
                meters,
                behindProxy
                        ? provided(
                                ForwardedHeaderTransformer.class, new ForwardedHeaderTransformer())
                        : new StaticListableBeanFactory()
                                .getBeanProvider(ForwardedHeaderTransformer.class));
    }

    private static <T> ObjectProvider<T> provided(Class<T> type, T bean) {
        return new StaticListableBeanFactory(Map.of("bean", bean)).getBeanProvider(type);
    }

    private final class Votes implements HotCall {
        @Override
        public org.springframework.http.HttpMethod method() {
            return org.springframework.http.HttpMethod.PUT;
        }

        @Override
        public String path() {
            return VOTES;
        }

        @Override
        public @Nullable Mono<?> read(
                Authentication caller, String id, HttpHeaders headers, byte[] body) {
            if (body.length == 1) {
                throw new IllegalArgumentException("a fault of ours");
            }
            return new String(body, StandardCharsets.UTF_8).equals("{}") ? work : null;
        }
    }

    private final class Things implements HotGet {
        @Override
        public String path() {
            return THINGS;
        }

        @Override
        public PublicRead read(String id, Locale locale) {
            if (id.equals("wrong")) {
                throw PlatformProblem.NOT_FOUND.refusal();
            }
            return new PublicRead(Duration.ofMinutes(1), Set.of(id), () -> load);
        }
    }

    private static HttpRequest put(String path) {
        HttpRequest request = new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.PUT, path);
        request.headers()
                .set("Authorization", "Bearer good")
                .set("Content-Type", "application/json")
                .set("Content-Length", "2");
        return request;
    }

    private static HttpRequest get(String path) {
        return new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, path);
    }

    private HotAnswer call(HttpRequest request, String body) {
        HotWork found = Objects.requireNonNull(calls.find(request, HERE));
        return Objects.requireNonNull(
                found.start(body.getBytes(StandardCharsets.UTF_8)).block(LIMIT));
    }

    private FullHttpResponse answered(HttpRequest request, String body) {
        return Objects.requireNonNull(call(request, body).response());
    }

    private static String body(FullHttpResponse response) {
        return response.content().toString(StandardCharsets.UTF_8);
    }

    private void assertLeft(HttpRequest request) {
        assertThat(calls.find(request, HERE)).isNull();
    }

    @Test
    void answersWithJsonTheAllowanceAndWhatKeepsItPrivate() {
        FullHttpResponse response = answered(put(VOTE), "{}");
        assertThat(body(response)).isEqualTo("{\"done\":\"yes\"}");
        var headers = response.headers();
        assertThat(headers.get("Content-Type")).isEqualTo("application/json");
        assertThat(headers.get("Content-Length")).isEqualTo("14");
        assertThat(headers.get("RateLimit-Remaining")).isEqualTo("119");
        assertThat(headers.get("Cache-Control")).contains("no-store");
        assertThat(headers.get("X-Request-Id")).hasSize(16);
        assertThat(meters.get("http.server.requests").tag("uri", VOTES).timer().count()).isOne();
    }

    @Test
    void tellsTheCallersOwnRequestIdIfItIsSound() {
        HttpRequest named = put(VOTE);
        named.headers().set("X-Request-Id", "phone-12345");
        assertThat(answered(named, "{}").headers().get("X-Request-Id")).isEqualTo("phone-12345");
        named.headers().set("X-Request-Id", "no sound id");
        assertThat(answered(named, "{}").headers().get("X-Request-Id")).hasSize(16);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/things/7a/others",
                "/api/v1/things//votes",
                "/api/v1/things/7/a/votes",
                "/api/v1/things/7%61/votes",
                "/api/v1/things/7\u00e9/votes",
                "/api/v1/things/7;a=b/votes",
                "/api/v1/things/7a/votes?x=1",
                "/api/v1/other/7a/votes",
                "/api/v1/things/votes",
                "http://host/api/v1/things/7a/votes"
            })
    void leavesOtherAddresses(String path) {
        assertLeft(put(path));
    }

    @ParameterizedTest
    @CsvSource({
        "Content-Type, application/json;charset=UTF-8",
        "Content-Type, text/plain",
        "Content-Encoding, gzip",
        "Transfer-Encoding, chunked",
        "Expect, 100-continue",
        "Connection, close",
        "Upgrade, h2c",
        "Accept, text/html",
        "Authorization, Bearer other",
        "Authorization, Basic good",
        "Content-Length, 5000",
        "Content-Length, 0",
        "Content-Length, +2",
        "Content-Length, 00000002",
        "Content-Length, many"
    })
    void leavesWhatIsUnusual(String header, String value) {
        HttpRequest request = put(VOTE);
        request.headers().set(header, value);
        assertLeft(request);
    }

    @Test
    void leavesOtherMethodsVersionsTwoTokensAndWhatCannotBeDecoded() {
        HttpRequest delete = put(VOTE).setMethod(HttpMethod.DELETE);
        HttpRequest old = put(VOTE).setProtocolVersion(HttpVersion.HTTP_1_0);
        HttpRequest twice = put(VOTE);
        twice.headers().add("Authorization", "Bearer good");
        HttpRequest unknownLength = put(VOTE);
        unknownLength.headers().remove("Content-Length");
        HttpRequest broken = put(VOTE);
        broken.setDecoderResult(DecoderResult.failure(new IllegalArgumentException()));
        List.of(delete, old, twice, unknownLength, broken).forEach(this::assertLeft);
    }

    @Test
    void handsOverABodyThatItCannotRead() {
        assertThat(call(put(VOTE), "{\"a\":1}")).isEqualTo(HotAnswer.NOT_YET);
        verify(limits, never()).take(any(), any(), any());
    }

    @Test
    void handsOverAFaultInReading() {
        assertThat(call(put(VOTE), "{").tried().failure()).hasMessage("a fault of ours");
    }

    @Test
    void handsOverAFailureAndThatTheCallIsCounted() {
        DomainException failure = PlatformProblem.STALE.refusal();
        work = Mono.error(failure);
        assertThat(call(put(VOTE), "{}"))
                .isEqualTo(HotAnswer.handed(new TriedCall(GRANTED, failure)));
        assertThat(meters.find("http.server.requests").timer()).isNull();
    }

    @Test
    void handsOverAnAnswerThatCannotBeWritten() {
        work = Mono.just(Map.of("broken", new Broken(List.of())));
        TriedCall tried = call(put(VOTE), "{}").tried();
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
    void handsOverWhatHasNoAnswerYet() {
        work = Mono.empty();
        assertThat(call(put(VOTE), "{}")).isEqualTo(HotAnswer.handed(new TriedCall(GRANTED, null)));
    }

    @Test
    void doesNothingBeyondTheLimit() {
        var refused = new Allowance(false, 120, 0, 1500);
        when(limits.take(any(), any(), any())).thenReturn(refused);
        work = Mono.error(new AssertionError("done all the same"));
        assertThat(call(put(VOTE), "{}")).isEqualTo(HotAnswer.handed(new TriedCall(refused, null)));
    }

    @Test
    void whoIsNotLimitedIsAnsweredWithoutAllowance() {
        when(limits.take(any(), any(), any())).thenReturn(null);
        assertThat(answered(put(VOTE), "{}").headers().contains("RateLimit-Limit")).isFalse();
    }

    @Test
    void loadsOnceAndThenKeeps() {
        FullHttpResponse first = answered(get(THING), "");
        FullHttpResponse second = answered(get(THING), "");
        for (FullHttpResponse response : List.of(first, second)) {
            assertThat(body(response)).isEqualTo("\"all well\"");
            assertThat(response.headers().get("Content-Type")).isEqualTo("application/json");
            assertThat(response.headers().get("Cache-Control")).isEqualTo("public, max-age=60");
            assertThat(response.headers().get("ETag")).isEqualTo(first.headers().get("ETag"));
        }
        assertThat(first.headers().get("RateLimit-Remaining")).isEqualTo("119");
        assertThat(second.headers().contains("RateLimit-Remaining")).isFalse();
        verify(limits, times(1)).take(any(), any(InetSocketAddress.class));
        assertThat(count("200")).isEqualTo(2);
    }

    private long count(String status) {
        return meters.get("http.server.requests")
                .tags("uri", THINGS, "method", "GET", "status", status)
                .timer()
                .count();
    }

    @Test
    void aKnownAnswerIsNotSentAgain() {
        HttpRequest again = get(THING);
        again.headers().set("If-None-Match", answered(get(THING), "").headers().get("ETag"));
        FullHttpResponse response = answered(again, "");
        assertThat(response.status().code()).isEqualTo(304);
        assertThat(body(response)).isEmpty();
        assertThat(response.headers().contains("Content-Length")).isFalse();
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
                "/api/v1/others/7a",
                "*"
            })
    void leavesOtherReads(String path) {
        assertLeft(get(path));
    }

    @Test
    void leavesReadsWithATokenOrABodyAndOtherMethods() {
        answered(get(THING), "");
        HttpRequest signedIn = get(THING);
        signedIn.headers().set("Authorization", "Bearer bad");
        HttpRequest withBody = get(THING);
        withBody.headers().set("Content-Length", "2");
        List.of(signedIn, withBody, get(THING).setMethod(HttpMethod.HEAD))
                .forEach(this::assertLeft);
    }

    @Test
    void aReadThatIsRefusedIsHandedOver() {
        assertThat(call(get("/api/v1/things/wrong"), "")).isEqualTo(HotAnswer.NOT_YET);
        verify(limits, never()).take(any(), any(InetSocketAddress.class));
    }

    @Test
    void whoAskedTooOftenIsHandedOver() {
        var refused = new Allowance(false, 1200, 0, 3000);
        when(limits.take(any(), any(InetSocketAddress.class))).thenReturn(refused);
        assertThat(call(get(THING), "")).isEqualTo(HotAnswer.handed(new TriedCall(refused, null)));
    }

    @Test
    void aFailureIsHandedOverAndNotKept() {
        var failure = PlatformProblem.UNAVAILABLE.refusal();
        load = Mono.error(failure);
        TriedCall tried = call(get(THING), "").tried();
        assertThat(tried.allowance()).isEqualTo(GRANTED);
        assertThat(tried.failure()).isSameAs(failure);
        load = Mono.just("well again");
        assertThat(body(answered(get(THING), ""))).isEqualTo("\"well again\"");
    }

    @Test
    void aTrustedProxySaysWhoCalls() {
        calls = calls(true);
        HttpRequest forwarded = get(THING);
        forwarded.headers().set("X-Forwarded-For", "203.0.113.9").set("X-Forwarded-Proto", "https");
        answered(forwarded, "");
        verify(limits).take(THING, InetSocketAddress.createUnresolved("203.0.113.9", 4711));
    }

    @ParameterizedTest
    @CsvSource({"X-Forwarded-Port, many", "X-Forwarded-Prefix, /city"})
    void whatAProxyCannotMeanOrChangesIsLeft(String header, String value) {
        calls = calls(true);
        HttpRequest forwarded = get(THING);
        forwarded.headers().set(header, value);
        assertLeft(forwarded);
    }

    @Test
    void whatNoTrustedProxySaysIsLeft() {
        HttpRequest forwarded = get(THING);
        forwarded.headers().set("X-Forwarded-For", "203.0.113.9");
        assertLeft(forwarded);
    }

    @Test
    void theFilterTakesUpWhatWasTried() {
        var filter = new RateLimitFilter(limits);
        var exchange = MockServerWebExchange.from(MockServerHttpRequest.put(VOTE));
        DomainException failure = PlatformProblem.STALE.refusal();
        Mono<Void> filtered =
                filter.filter(exchange, _ -> Mono.error(new AssertionError("went on")))
                        .contextWrite(
                                context ->
                                        context.put(
                                                TriedCall.class, new TriedCall(GRANTED, failure)));
        assertThat(Objects.requireNonNull(filtered.materialize().block(LIMIT)).getThrowable())
                .isSameAs(failure);
        assertThat(exchange.getResponse().getHeaders().getFirst("RateLimit-Limit"))
                .isEqualTo("120");
    }
}
