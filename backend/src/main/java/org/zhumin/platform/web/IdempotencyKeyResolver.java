package org.zhumin.platform.web;

import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.reactive.BindingContext;
import org.springframework.web.reactive.result.method.HandlerMethodArgumentResolver;
import org.springframework.web.server.ServerWebExchange;
import org.zhumin.platform.Secrets;
import org.zhumin.platform.problem.PlatformProblem;

import reactor.core.publisher.Mono;

import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

import java.security.Principal;
import java.util.regex.Pattern;

/** Makes the {@link IdempotencyKey} argument of a controller method. */
final class IdempotencyKeyResolver implements HandlerMethodArgumentResolver {
    private static final Pattern FORM = Pattern.compile("[\\x21-\\x7e]{1,128}");

    private final Secrets secrets;
    private final JsonMapper json;

    IdempotencyKeyResolver(Secrets secrets, JsonMapper json) {
        this.secrets = secrets;
        this.json = json.rebuild().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).build();
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == IdempotencyKey.class;
    }

    @Override
    public Mono<Object> resolveArgument(
            MethodParameter parameter, BindingContext binding, ServerWebExchange exchange) {
        ServerHttpRequest request = exchange.getRequest();
        String value = request.getHeaders().getFirst("Idempotency-Key");
        if (value != null && !FORM.matcher(value).matches()) {
            return Mono.error(PlatformProblem.IDEMPOTENCY_KEY_INVALID.refusal());
        }
        String route = request.getMethod() + " " + request.getPath().pathWithinApplication();
        return exchange.getPrincipal()
                .map(Principal::getName)
                .defaultIfEmpty("")
                .map(caller -> key(value, caller, route));
    }

    private IdempotencyKey key(@Nullable String value, String caller, String route) {
        return new IdempotencyKey(value, caller, route, secrets, json);
    }
}
