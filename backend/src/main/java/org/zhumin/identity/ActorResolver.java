package org.zhumin.identity;

import org.springframework.core.MethodParameter;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.web.reactive.BindingContext;
import org.springframework.web.reactive.result.method.HandlerMethodArgumentResolver;
import org.springframework.web.server.ServerWebExchange;
import org.zhumin.platform.problem.PlatformProblem;

import reactor.core.publisher.Mono;

/** Makes the {@link Actor} argument of a controller method from the verified token. */
final class ActorResolver implements HandlerMethodArgumentResolver {
    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Actor.class;
    }

    @Override
    public Mono<Object> resolveArgument(
            MethodParameter parameter, BindingContext binding, ServerWebExchange exchange) {
        Mono<Object> actor =
                ReactiveSecurityContextHolder.getContext()
                        .mapNotNull(context -> context.getAuthentication())
                        .mapNotNull(authentication -> authentication.getPrincipal())
                        .ofType(Actor.class)
                        .cast(Object.class);
        return parameter.isOptional()
                ? actor
                : actor.switchIfEmpty(Mono.error(PlatformProblem.SIGN_IN_NEEDED::refusal));
    }
}
