package org.zhumin.platform.web;

import io.micrometer.core.instrument.MeterRegistry;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.AbstractServerHttpRequest;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;

import reactor.core.publisher.Mono;
import reactor.netty.Connection;

/**
 * Serves what {@link HotReads} keeps under addresses with a query before WebFlux looks at the
 * request, to callers who show no token; {@link HotChannel} serves those without. Takes up what
 * that one hands over.
 */
final class HotReadHandler implements HttpHandler {
    private final HttpHandler usual;
    private final HotReads reads;
    private final HotTimers timers;

    HotReadHandler(HttpHandler usual, HotReads reads, MeterRegistry meters) {
        this.usual = usual;
        this.reads = reads;
        timers = new HotTimers(meters);
    }

    @Override
    public Mono<Void> handle(ServerHttpRequest request, ServerHttpResponse response) {
        TriedCall tried = triedOf(request);
        if (tried != null) {
            return usual.handle(request, response)
                    .contextWrite(context -> context.put(TriedCall.class, tried));
        }
        long at = System.nanoTime();
        HotRead kept = isPublic(request) ? reads.findKept(request) : null;
        return kept == null ? usual.handle(request, response) : write(request, response, kept, at);
    }

    private static @Nullable TriedCall triedOf(ServerHttpRequest request) {
        return request instanceof AbstractServerHttpRequest server
                        && server.getNativeRequest() instanceof Connection connection
                ? connection.channel().attr(HotChannel.TRIED).getAndSet(null)
                : null;
    }

    private static boolean isPublic(ServerHttpRequest request) {
        return request.getMethod().equals(HttpMethod.GET)
                && !request.getHeaders().containsHeader(HttpHeaders.AUTHORIZATION);
    }

    private Mono<Void> write(
            ServerHttpRequest request, ServerHttpResponse response, HotRead kept, long at) {
        RequestIdFilter.tell(request, response.getHeaders());
        timers.record(HttpMethod.GET, kept.uri(), kept.statusFor(request.getHeaders()), at);
        return kept.writeTo(request, response);
    }
}
