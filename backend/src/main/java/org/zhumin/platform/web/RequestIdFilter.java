package org.zhumin.platform.web;

import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import org.zhumin.platform.problem.ProblemWriter;

import reactor.core.publisher.Mono;

import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

/** Gives every exchange an id, the caller's own if it is sound, and tells it back. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class RequestIdFilter implements WebFilter {
    static final String HEADER = "X-Request-Id";
    private static final Pattern FORM = Pattern.compile("[0-9A-Za-z-]{8,64}");

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        String id = tell(exchange.getRequest(), exchange.getResponse().getHeaders());
        exchange.getAttributes().put(ProblemWriter.REQUEST_ID, id);
        return chain.filter(exchange);
    }

    static String tell(ServerHttpRequest request, HttpHeaders answer) {
        String id = idOf(request.getHeaders().getFirst(HEADER));
        answer.set(HEADER, id);
        return id;
    }

    /** The caller's own if it is sound. */
    static String idOf(@Nullable String given) {
        return given != null && FORM.matcher(given).matches() ? given : random();
    }

    /** Needs to be distinct, not secret. */
    static String random() {
        return Long.toHexString(ThreadLocalRandom.current().nextLong() | Long.MIN_VALUE);
    }
}
