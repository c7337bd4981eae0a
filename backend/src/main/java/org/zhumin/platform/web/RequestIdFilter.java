package org.zhumin.platform.web;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
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
    private static final String HEADER = "X-Request-Id";
    private static final Pattern FORM = Pattern.compile("[0-9A-Za-z-]{8,64}");

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        String given = exchange.getRequest().getHeaders().getFirst(HEADER);
        String id = given != null && FORM.matcher(given).matches() ? given : random();
        exchange.getAttributes().put(ProblemWriter.REQUEST_ID, id);
        exchange.getResponse().getHeaders().set(HEADER, id);
        return chain.filter(exchange);
    }

    /** Needs to be distinct, not secret. */
    static String random() {
        return Long.toHexString(ThreadLocalRandom.current().nextLong() | Long.MIN_VALUE);
    }
}
