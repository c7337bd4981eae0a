package org.zhumin.platform.web;

import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import org.zhumin.platform.problem.PlatformProblem;
import org.zhumin.platform.redis.RateLimiter.Allowance;

import reactor.core.publisher.Mono;

import java.security.Principal;

/** Counts calls against {@link CallLimits}. Runs after security. */
@Component
@Order(0)
class RateLimitFilter implements WebFilter {
    private final CallLimits limits;

    RateLimitFilter(CallLimits limits) {
        this.limits = limits;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        if (!exchange.getRequest().getPath().pathWithinApplication().value().startsWith("/api/")) {
            return chain.filter(exchange);
        }
        return Mono.deferContextual(context -> filter(exchange, chain, TriedCall.of(context)));
    }

    private Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain, TriedCall tried) {
        if (tried.allowance() != null) {
            tell(exchange, tried.allowance());
            return goOn(exchange, chain, tried);
        }
        return exchange.getPrincipal()
                .singleOptional()
                .flatMap(
                        caller -> {
                            take(exchange, caller.orElse(null));
                            return goOn(exchange, chain, tried);
                        });
    }

    private static Mono<Void> goOn(
            ServerWebExchange exchange, WebFilterChain chain, TriedCall tried) {
        return tried.failure() == null ? chain.filter(exchange) : Mono.error(tried.failure());
    }

    private void take(ServerWebExchange exchange, @Nullable Principal caller) {
        Allowance allowance = limits.take(exchange.getRequest(), caller);
        if (allowance != null) {
            tell(exchange, allowance);
        }
    }

    private static void tell(ServerWebExchange exchange, Allowance allowance) {
        CallLimits.tell(exchange.getResponse().getHeaders()::set, allowance);
        if (!allowance.granted()) {
            long seconds = CallLimits.resetSeconds(allowance);
            throw PlatformProblem.LIMITED.problem().with("retryAfter", seconds).refusal();
        }
    }
}
