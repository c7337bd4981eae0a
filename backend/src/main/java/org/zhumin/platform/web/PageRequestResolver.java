package org.zhumin.platform.web;

import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.reactive.BindingContext;
import org.springframework.web.reactive.result.method.HandlerMethodArgumentResolver;
import org.springframework.web.server.ServerWebExchange;
import org.zhumin.kernel.Cursor;
import org.zhumin.kernel.DomainException;
import org.zhumin.kernel.FieldProblem;
import org.zhumin.platform.problem.PlatformProblem;

import reactor.core.publisher.Mono;

import java.security.Principal;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;

/** Makes the {@link PageRequest} argument of a controller method. */
final class PageRequestResolver implements HandlerMethodArgumentResolver {
    private static final int DEFAULT_LIMIT = 20;
    private static final int MAX_LIMIT = 100;

    private final CursorCodec codec;

    PageRequestResolver(CursorCodec codec) {
        this.codec = codec;
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == PageRequest.class;
    }

    @Override
    public Mono<Object> resolveArgument(
            MethodParameter parameter, BindingContext binding, ServerWebExchange exchange) {
        if (parameter.hasParameterAnnotation(ForEverybody.class)) {
            return Mono.fromSupplier(() -> pageRequest(parameter, exchange.getRequest(), ""));
        }
        return exchange.getPrincipal()
                .map(Principal::getName)
                .defaultIfEmpty("")
                .map(viewer -> pageRequest(parameter, exchange.getRequest(), viewer));
    }

    private PageRequest pageRequest(
            MethodParameter parameter, ServerHttpRequest request, String viewer) {
        int limit = limitOf(request.getQueryParams().getFirst("limit"));
        String scope = scopeOf(parameter, request, viewer);
        String cursor = request.getQueryParams().getFirst("cursor");
        Cursor after = cursor == null ? null : codec.decode(cursor, scope);
        return new PageRequest(limit, after, scope, codec);
    }

    private static int limitOf(@Nullable String text) {
        if (text == null) {
            return DEFAULT_LIMIT;
        }
        if (!text.matches("\\d{1,3}")) {
            throw refusal("field.wrong-type");
        }
        int limit = Integer.parseInt(text);
        if (limit < 1) {
            throw refusal("field.too-small", 1);
        }
        if (limit > MAX_LIMIT) {
            throw refusal("field.too-large", MAX_LIMIT);
        }
        return limit;
    }

    private static DomainException refusal(String code, Object... arguments) {
        return PlatformProblem.MALFORMED
                .problem()
                .withErrors(List.of(FieldProblem.of("limit", code, arguments)))
                .refusal();
    }

    /** Path, filters and viewer; the limit, and what nobody reads, may change from page to page. */
    private static String scopeOf(
            MethodParameter parameter, ServerHttpRequest request, String viewer) {
        var filters = new TreeMap<String, Object>(request.getQueryParams());
        filters.keySet()
                .retainAll(ReadParameters.of(Objects.requireNonNull(parameter.getMethod())));
        filters.keySet().removeAll(PageRequest.PARAMETERS);
        return viewer + " " + request.getPath().pathWithinApplication() + " " + filters;
    }
}
