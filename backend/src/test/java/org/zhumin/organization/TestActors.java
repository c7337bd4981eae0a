package org.zhumin.organization;

import org.springframework.core.MethodParameter;
import org.springframework.web.reactive.BindingContext;
import org.springframework.web.reactive.result.method.HandlerMethodArgumentResolver;
import org.springframework.web.server.ServerWebExchange;
import org.zhumin.identity.Actor;
import org.zhumin.identity.Grant;
import org.zhumin.identity.Role;
import org.zhumin.identity.Verification;
import org.zhumin.kernel.AreaCode;
import org.zhumin.kernel.ResidentId;
import org.zhumin.platform.problem.PlatformProblem;

import reactor.core.publisher.Mono;

import java.util.List;

/** Signs in by a header {@code Test-Actor: ROLE-areaCode}, in place of tokens. */
final class TestActors implements HandlerMethodArgumentResolver {
    static final String HEADER = "Test-Actor";

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Actor.class;
    }

    @Override
    public Mono<Object> resolveArgument(
            MethodParameter parameter, BindingContext binding, ServerWebExchange exchange) {
        String role = exchange.getRequest().getHeaders().getFirst(HEADER);
        return role == null
                ? Mono.error(PlatformProblem.SIGN_IN_NEEDED::refusal)
                : Mono.just(actor(role.split("-")));
    }

    private static Actor actor(String[] role) {
        var grant =
                new Grant(
                        Role.valueOf(role[0]), new AreaCode(role[1]), null, List.of(), null, null);
        return new Actor(
                new ResidentId("staff"), "session", Verification.PHONE, List.of(), List.of(grant));
    }
}
