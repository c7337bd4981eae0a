package org.zhumin.platform.web;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import org.zhumin.platform.problem.PlatformProblem;
import org.zhumin.platform.redis.RateLimiter.Allowance;

import reactor.core.publisher.Mono;

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
        Mono<Allowance> allowance =
                tried.allowance() == null ? take(exchange) : Mono.just(tried.allowance());
        Mono<Void> rest =
                tried.failure() == null
                        ? Mono.defer(() -> chain.filter(exchange))
                        : Mono.error(tried.failure());
        return allowance.doOnNext(taken -> tell(exchange, taken)).then(rest);
    }

    private Mono<Allowance> take(ServerWebExchange exchange) {
        return exchange.getPrincipal()
                .map(caller -> limits.take(exchange.getRequest(), caller))
                .switchIfEmpty(Mono.fromSupplier(() -> limits.take(exchange.getRequest(), null)))
                .flatMap(taking -> taking);
    }

    private static void tell(ServerWebExchange exchange, Allowance allowance) {
        CallLimits.tell(exchange.getResponse().getHeaders(), allowance);
        if (!allowance.granted()) {
            long seconds = CallLimits.resetSeconds(allowance);
            throw PlatformProblem.LIMITED.problem().with("retryAfter", seconds).refusal();
        }
    }
}
