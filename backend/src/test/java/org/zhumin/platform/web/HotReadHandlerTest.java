package org.zhumin.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.http.server.reactive.MockServerHttpResponse;

import reactor.core.publisher.Mono;

import java.time.Duration;
import java.util.Set;

class HotReadHandlerTest {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final String LIST = "/api/v1/things?near=here";

    private final HotReads reads = HotReadsTestSettings.alone();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final HotReadHandler handler = new HotReadHandler(this::usual, reads, meters);
    private int handed;

    @BeforeEach
    void keep() {
        var read = new PublicRead(Duration.ofMinutes(1), Set.of("things"), () -> Mono.just("all"));
        reads.get(MockServerHttpRequest.get(LIST).build(), "/api/v1/things", read).block(LIMIT);
    }

    private Mono<Void> usual(ServerHttpRequest request, ServerHttpResponse response) {
        return Mono.fromRunnable(() -> handed++);
    }

    private MockServerHttpResponse call(MockServerHttpRequest.BaseBuilder<?> request) {
        var response = new MockServerHttpResponse();
        handler.handle(new ServerHttpRequestDecorator(request.build()), response).block(LIMIT);
        return response;
    }

    @Test
    void servesWhatIsKept() {
        var response = call(MockServerHttpRequest.get(LIST));
        assertThat(response.getBodyAsString().block(LIMIT)).isEqualTo("\"all\"");
        assertThat(response.getHeaders().getFirst("X-Request-Id")).hasSize(16);
        assertThat(handed).isZero();
        assertThat(meters.get("http.server.requests").tag("status", "200").timer().count()).isOne();
    }

    @Test
    void aKnownAnswerIsNotSentAgain() {
        String etag = call(MockServerHttpRequest.get(LIST)).getHeaders().getETag();
        var again = call(MockServerHttpRequest.get(LIST).header("If-None-Match", etag));
        assertThat(again.getStatusCode()).isEqualTo(HttpStatus.NOT_MODIFIED);
        assertThat(again.getBodyAsString().block(LIMIT)).isEmpty();
    }

    @Test
    void leavesWhatIsNotKeptOtherMethodsAndTokens() {
        call(MockServerHttpRequest.get(LIST + "&more"));
        call(MockServerHttpRequest.head(LIST));
        call(MockServerHttpRequest.get(LIST).header("Authorization", "Bearer bad"));
        assertThat(handed).isEqualTo(3);
    }
}
