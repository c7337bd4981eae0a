package org.zhumin.platform.web;

import io.micrometer.core.instrument.MeterRegistry;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.zhumin.platform.problem.Texts;
import org.zhumin.platform.redis.RateLimiter.Allowance;

import reactor.core.publisher.Mono;

import java.util.List;

/**
 * Serves what {@link HotReads} keeps before anything else looks at the request, and loads {@link
 * HotGet}s that it does not keep. Only for callers who show no token: a bad token must be refused
 * even where none is needed. Everything else, and whatever fails, is handed to the usual handler,
 * see {@link TriedCall}.
 */
final class HotReadHandler implements HttpHandler {
    private final HttpHandler usual;
    private final HotReads reads;
    private final List<Route> routes;
    private final CallLimits limits;
    private final HotTimers timers;

    HotReadHandler(
            HttpHandler usual,
            HotReads reads,
            List<HotGet> gets,
            CallLimits limits,
            MeterRegistry meters) {
        this.usual = usual;
        this.reads = reads;
        this.limits = limits;
        routes = gets.stream().map(get -> new Route(get, HotPath.of(get.path()))).toList();
        timers = new HotTimers(meters);
    }

    @Override
    public Mono<Void> handle(ServerHttpRequest request, ServerHttpResponse response) {
        if (!request.getMethod().equals(HttpMethod.GET)
                || request.getHeaders().containsHeader(HttpHeaders.AUTHORIZATION)) {
            return usual.handle(request, response);
        }
        long at = System.nanoTime();
        HotRead kept = reads.findKept(request);
        var call = new Call(request, response, at);
        return kept == null ? load(call) : write(call, kept);
    }

    private Mono<Void> load(Call call) {
        if (call.request().getURI().getRawQuery() == null) {
            for (Route route : routes) {
                String id = route.path().idOf(call.request());
                if (id != null) {
                    return load(call, route.get(), id);
                }
            }
        }
        return usual.handle(call.request(), call.response());
    }

    private Mono<Void> load(Call call, HotGet get, String id) {
        PublicRead read;
        try {
            read = get.read(id, Texts.localeOf(call.request().getHeaders()));
        } catch (RuntimeException _) {
            return hand(call, TriedCall.NOT_YET);
        }
        return load(call, get, read, limits.take(call.request(), null));
    }

    private Mono<Void> load(Call call, HotGet get, PublicRead read, @Nullable Allowance allowance) {
        if (allowance != null && !allowance.granted()) {
            return hand(call, new TriedCall(allowance, null));
        }
        return reads.get(call.request(), get.path(), read)
                .map(loaded -> new Outcome(loaded, null))
                .onErrorResume(failure -> Mono.just(new Outcome(null, failure)))
                .flatMap(
                        outcome ->
                                outcome.read() == null
                                        ? hand(call, new TriedCall(allowance, outcome.failure()))
                                        : write(call, outcome.read(), allowance));
    }

    private Mono<Void> hand(Call call, TriedCall tried) {
        return usual.handle(call.request(), call.response())
                .contextWrite(context -> context.put(TriedCall.class, tried));
    }

    private Mono<Void> write(Call call, HotRead read, @Nullable Allowance allowance) {
        if (allowance != null) {
            CallLimits.tell(call.response().getHeaders(), allowance);
        }
        return write(call, read);
    }

    private Mono<Void> write(Call call, HotRead read) {
        RequestIdFilter.tell(call.request(), call.response().getHeaders());
        timers.record(HttpMethod.GET, read.uri(), read.statusFor(call.request()), call.at());
        return read.writeTo(call.request(), call.response());
    }

    private record Call(ServerHttpRequest request, ServerHttpResponse response, long at) {}

    private record Outcome(@Nullable HotRead read, @Nullable Throwable failure) {}

    private record Route(HotGet get, HotPath path) {}
}
