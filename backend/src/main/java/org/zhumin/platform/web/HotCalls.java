package org.zhumin.platform.web;

import io.micrometer.core.instrument.MeterRegistry;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.support.Netty4HeadersAdapter;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Component;
import org.springframework.web.server.adapter.ForwardedHeaderTransformer;
import org.zhumin.platform.problem.Texts;
import org.zhumin.platform.redis.RateLimiter.Allowance;

import reactor.core.publisher.Mono;

import tools.jackson.databind.json.JsonMapper;

import java.net.InetSocketAddress;
import java.util.List;

/**
 * Answers {@link HotCall}s, {@link HotGet}s, and whatever {@link HotReads} keeps under an address
 * without a query, where nothing about the request is unusual. Reads only for callers who show no
 * token: a bad token must be refused even where none is needed.
 */
@Component
class HotCalls {
    private static final int MAX_BODY_BYTES = 4096;
    private static final String JSON = "application/json";
    private static final String BEARER = "Bearer ";

    private final List<CallRoute> calls;
    private final List<GetRoute> gets;
    private final HotReads reads;
    private final KnownCallers callers;
    private final CallLimits limits;
    private final JsonMapper json;
    private final HotTimers timers;
    private final boolean behindProxy;

    HotCalls(
            ObjectProvider<HotCall> calls,
            ObjectProvider<HotGet> gets,
            HotReads reads,
            KnownCallers callers,
            CallLimits limits,
            JsonMapper json,
            MeterRegistry meters,
            ObjectProvider<ForwardedHeaderTransformer> proxy) {
        this.calls =
                calls.stream().map(call -> new CallRoute(call, HotPath.of(call.path()))).toList();
        this.gets = gets.stream().map(get -> new GetRoute(get, HotPath.of(get.path()))).toList();
        this.reads = reads;
        this.callers = callers;
        this.limits = limits;
        this.json = json;
        timers = new HotTimers(meters);
        behindProxy = proxy.getIfAvailable() != null;
    }

    private record CallRoute(HotCall call, HotPath path) {}

    private record GetRoute(HotGet get, HotPath path) {}

    private record Request(String path, HttpHeaders headers, HotCaller caller, long at) {}

    /**
     * What there is to do for the request, and nothing is done yet. Null if that is for the usual
     * handler.
     *
     * @param from who is at the other end of the connection
     */
    @Nullable HotWork find(HttpRequest request, @Nullable InetSocketAddress from) {
        if (!request.decoderResult().isSuccess()
                || !request.protocolVersion().equals(HttpVersion.HTTP_1_1)
                || isUnusual(request.headers())) {
            return null;
        }
        long at = System.nanoTime();
        String path = request.uri();
        var headers = new HttpHeaders(new Netty4HeadersAdapter(request.headers()));
        HotCaller caller = HotCaller.of(path, headers, from, behindProxy);
        if (caller == null) {
            return null;
        }
        var usual = new Request(path, headers, caller, at);
        return request.method().equals(io.netty.handler.codec.http.HttpMethod.GET)
                ? findRead(usual)
                : findCall(HttpMethod.valueOf(request.method().name()), usual);
    }

    /** How a body comes, or what becomes of the connection, is not for us to care about. */
    private static boolean isUnusual(io.netty.handler.codec.http.HttpHeaders headers) {
        return headers.contains("Transfer-Encoding")
                || headers.contains("Content-Encoding")
                || headers.contains("Expect")
                || headers.contains("Upgrade")
                || !isKept(headers.get("Connection"));
    }

    private static boolean isKept(@Nullable String connection) {
        return connection == null || connection.equalsIgnoreCase("keep-alive");
    }

    private @Nullable HotWork findCall(HttpMethod method, Request request) {
        for (CallRoute route : calls) {
            if (route.call().method().equals(method)) {
                String id = route.path().idOf(request.path());
                if (id != null) {
                    return findCall(route, id, request);
                }
            }
        }
        return null;
    }

    private @Nullable HotWork findCall(CallRoute route, String id, Request request) {
        Authentication caller = isJson(request.headers()) ? callerOf(request.headers()) : null;
        return caller == null ? null : body -> call(route.call(), id, caller, request, body);
    }

    private static boolean isJson(HttpHeaders headers) {
        String accept = headers.getFirst(HttpHeaders.ACCEPT);
        return hasShortBody(headers.getFirst(HttpHeaders.CONTENT_LENGTH))
                && JSON.equals(headers.getFirst(HttpHeaders.CONTENT_TYPE))
                && (accept == null || accept.equals("*/*") || accept.equals(JSON));
    }

    private static boolean hasShortBody(@Nullable String length) {
        if (length == null || length.length() > 4 || !HotPath.isPlain(length)) {
            return false;
        }
        try {
            int bytes = Integer.parseInt(length);
            return bytes > 0 && bytes <= MAX_BODY_BYTES;
        } catch (NumberFormatException notANumber) {
            return false;
        }
    }

    private @Nullable Authentication callerOf(HttpHeaders headers) {
        List<String> given = headers.get(HttpHeaders.AUTHORIZATION);
        return given != null && given.size() == 1 && given.getFirst().startsWith(BEARER)
                ? callers.find(given.getFirst().substring(BEARER.length()))
                : null;
    }

    private Mono<HotAnswer> call(
            HotCall call, String id, Authentication caller, Request request, byte[] body) {
        Mono<?> work;
        try {
            work = call.read(caller, id, request.headers(), body);
        } catch (RuntimeException failure) {
            return Mono.just(HotAnswer.handed(new TriedCall(null, failure)));
        }
        if (work == null) {
            return Mono.just(HotAnswer.NOT_YET);
        }
        Allowance allowance = limits.take(call.method(), request.path(), caller);
        if (allowance != null && !allowance.granted()) {
            return Mono.just(HotAnswer.handed(new TriedCall(allowance, null)));
        }
        return work.map(value -> answer(call, request, allowance, value))
                .defaultIfEmpty(HotAnswer.handed(new TriedCall(allowance, null)))
                .onErrorResume(
                        failure -> Mono.just(HotAnswer.handed(new TriedCall(allowance, failure))));
    }

    private HotAnswer answer(
            HotCall call, Request request, @Nullable Allowance allowance, Object value) {
        byte[] body = json.writeValueAsBytes(value);
        timers.record(call.method(), call.path(), HttpStatus.OK, request.at());
        return HotAnswer.of(HotResponses.ofCall(body, idOf(request), allowance));
    }

    private static String idOf(Request request) {
        return RequestIdFilter.idOf(request.headers().getFirst(RequestIdFilter.HEADER));
    }

    private @Nullable HotWork findRead(Request request) {
        HttpHeaders headers = request.headers();
        if (headers.containsHeader(HttpHeaders.AUTHORIZATION)
                || headers.containsHeader(HttpHeaders.CONTENT_LENGTH)
                || !request.path().startsWith("/")
                || request.path().indexOf('?') >= 0) {
            return null;
        }
        HotRead kept = reads.findKept(request.path(), headers);
        if (kept != null) {
            return _ -> Mono.just(answer(request, kept, null));
        }
        for (GetRoute route : gets) {
            String id = route.path().idOf(request.path());
            if (id != null) {
                return _ -> load(route.get(), id, request);
            }
        }
        return null;
    }

    private Mono<HotAnswer> load(HotGet get, String id, Request request) {
        PublicRead read;
        try {
            read = get.read(id, Texts.localeOf(request.headers()));
        } catch (RuntimeException refusal) {
            return Mono.just(HotAnswer.NOT_YET);
        }
        Allowance allowance = limits.take(request.path(), request.caller().address());
        if (allowance != null && !allowance.granted()) {
            return Mono.just(HotAnswer.handed(new TriedCall(allowance, null)));
        }
        return reads.get(request.path(), request.headers(), get.path(), read)
                .map(loaded -> answer(request, loaded, allowance))
                .onErrorResume(
                        failure -> Mono.just(HotAnswer.handed(new TriedCall(allowance, failure))));
    }

    private HotAnswer answer(Request request, HotRead read, @Nullable Allowance allowance) {
        boolean known = read.isKnownTo(request.headers());
        HttpStatus status = known ? HttpStatus.NOT_MODIFIED : HttpStatus.OK;
        timers.record(HttpMethod.GET, read.uri(), status, request.at());
        return HotAnswer.of(HotResponses.ofRead(read, known, idOf(request), allowance));
    }
}
