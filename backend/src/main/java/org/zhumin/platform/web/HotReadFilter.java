package org.zhumin.platform.web;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;

import reactor.core.publisher.Mono;

/**
 * Serves what {@link HotReads} keeps before anything else looks at the request. Only for callers
 * who show no token: a bad token must be refused even where none is needed.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
class HotReadFilter implements WebFilter {
    private final HotReads hotReads;

    HotReadFilter(HotReads hotReads) {
        this.hotReads = hotReads;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        var request = exchange.getRequest();
        if (!request.getMethod().equals(HttpMethod.GET)
                || request.getHeaders().containsHeader(HttpHeaders.AUTHORIZATION)) {
            return chain.filter(exchange);
        }
        HotRead kept = hotReads.findKept(exchange);
        return kept == null
                ? chain.filter(exchange)
                : kept.writeTo(request, exchange.getResponse());
    }
}
