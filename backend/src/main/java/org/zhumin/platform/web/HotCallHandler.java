package org.zhumin.platform.web;

import io.micrometer.core.instrument.MeterRegistry;

import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.security.core.Authentication;
import org.zhumin.platform.redis.RateLimiter.Allowance;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Signal;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

import java.io.ByteArrayOutputStream;
import java.util.List;

/**
 * Answers {@link HotCall}s, and hands everything else, and whatever fails, to the usual handler.
 * What this one has read and counted is handed over with it, see {@link TriedCall}.
 */
final class HotCallHandler implements HttpHandler {
    private static final int MAX_BODY_BYTES = 4096;
    private static final String JSON = "application/json";
    private static final String BEARER = "Bearer ";

    private final HttpHandler usual;
    private final List<Route> routes;
    private final KnownCallers callers;
    private final CallLimits limits;
    private final JsonMapper json;
    private final HotTimers timers;

    HotCallHandler(
            HttpHandler usual,
            List<HotCall> calls,
            KnownCallers callers,
            CallLimits limits,
            JsonMapper json,
            MeterRegistry meters) {
        this.usual = usual;
        this.callers = callers;
        this.limits = limits;
        this.json = json;
        routes = calls.stream().map(Route::of).toList();
        timers = new HotTimers(meters);
    }

    @Override
    public Mono<Void> handle(ServerHttpRequest request, ServerHttpResponse response) {
        for (Route route : routes) {
            String id = route.idOf(request);
            if (id != null) {
                return handle(route, id, request, response);
            }
        }
        return usual.handle(request, response);
    }

    private Mono<Void> handle(
            Route route, String id, ServerHttpRequest request, ServerHttpResponse response) {
        Authentication caller = isUsual(request) ? callerOf(request) : null;
        if (caller == null) {
            return usual.handle(request, response);
        }
        var started = new Started(route, request, response, System.nanoTime());
        return request.getBody()
                .collect(ByteArrayOutputStream::new, HotCallHandler::add)
                .flatMap(body -> answer(started, caller, id, body.toByteArray()));
    }

    private static boolean isUsual(ServerHttpRequest request) {
        HttpHeaders headers = request.getHeaders();
        long length = headers.getContentLength();
        String accept = headers.getFirst(HttpHeaders.ACCEPT);
        return length > 0
                && length <= MAX_BODY_BYTES
                && JSON.equals(headers.getFirst(HttpHeaders.CONTENT_TYPE))
                && (accept == null || accept.equals("*/*") || accept.equals(JSON))
                && !headers.containsHeader(HttpHeaders.CONTENT_ENCODING)
                && request.getURI().getRawQuery() == null;
    }

    private @Nullable Authentication callerOf(ServerHttpRequest request) {
        List<String> given = request.getHeaders().get(HttpHeaders.AUTHORIZATION);
        return given != null && given.size() == 1 && given.getFirst().startsWith(BEARER)
                ? callers.find(given.getFirst().substring(BEARER.length()))
                : null;
    }

    /** Its length was told and is not too much, and the server holds the caller to it. */
    private static void add(ByteArrayOutputStream body, DataBuffer part) {
        byte[] bytes = new byte[part.readableByteCount()];
        part.read(bytes);
        DataBufferUtils.release(part);
        body.writeBytes(bytes);
    }

    private Mono<Void> answer(Started started, Authentication caller, String id, byte[] body) {
        Mono<?> work;
        try {
            work = started.route().call().read(caller, id, started.request().getHeaders(), body);
        } catch (RuntimeException failure) {
            return hand(started, body, new TriedCall(null, failure));
        }
        if (work == null) {
            return hand(started, body, TriedCall.NOT_YET);
        }
        Allowance allowance = limits.take(started.request(), caller);
        if (allowance != null && !allowance.granted()) {
            return hand(started, body, new TriedCall(allowance, null));
        }
        return work.materialize().flatMap(outcome -> answer(started, outcome, body, allowance));
    }

    private Mono<Void> answer(
            Started started, Signal<?> outcome, byte[] body, @Nullable Allowance allowance) {
        Object value = outcome.get();
        return value == null
                ? hand(started, body, new TriedCall(allowance, outcome.getThrowable()))
                : write(started, value, body, allowance);
    }

    private Mono<Void> write(
            Started started, Object value, byte[] body, @Nullable Allowance allowance) {
        byte[] answer;
        try {
            answer = json.writeValueAsBytes(value);
        } catch (JacksonException failure) {
            return hand(started, body, new TriedCall(allowance, failure));
        }
        return write(started, answer, allowance);
    }

    private Mono<Void> hand(Started started, byte[] body, TriedCall tried) {
        ServerHttpResponse response = started.response();
        var again =
                new ServerHttpRequestDecorator(started.request()) {
                    @Override
                    public Flux<DataBuffer> getBody() {
                        return Flux.just(response.bufferFactory().wrap(body));
                    }
                };
        return usual.handle(again, response)
                .contextWrite(context -> context.put(TriedCall.class, tried));
    }

    private Mono<Void> write(Started started, byte[] answer, @Nullable Allowance allowance) {
        HttpHeaders headers = started.response().getHeaders();
        RequestIdFilter.tell(started.request(), headers);
        if (allowance != null) {
            CallLimits.tell(headers, allowance);
        }
        headers.set(HttpHeaders.CONTENT_TYPE, JSON);
        headers.setContentLength(answer.length);
        PrivateHeaders.set(headers);
        HotCall call = started.route().call();
        timers.record(call.method(), call.path(), HttpStatus.OK, started.at());
        return started.response()
                .writeWith(Mono.just(started.response().bufferFactory().wrap(answer)));
    }

    private record Started(
            Route route, ServerHttpRequest request, ServerHttpResponse response, long at) {}

    private record Route(HotCall call, HotPath path) {
        static Route of(HotCall call) {
            return new Route(call, HotPath.of(call.path()));
        }

        @Nullable String idOf(ServerHttpRequest request) {
            return request.getMethod().equals(call.method()) ? path.idOf(request) : null;
        }
    }
}
