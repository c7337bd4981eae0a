package org.zhumin.platform.web;

import io.micrometer.core.instrument.MeterRegistry;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.webflux.autoconfigure.WebHttpHandlerBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.server.adapter.ForwardedHeaderTransformer;

import tools.jackson.databind.json.JsonMapper;

/** Puts {@link HotReadHandler} and {@link HotCallHandler} before WebFlux's own. */
@Configuration(proxyBeanMethods = false)
class HotCallConfiguration {
    @Bean
    WebHttpHandlerBuilderCustomizer hotCalls(
            ObjectProvider<HotCall> calls,
            ObjectProvider<HotGet> gets,
            HotReads reads,
            KnownCallers callers,
            CallLimits limits,
            JsonMapper json,
            MeterRegistry meters,
            ObjectProvider<ForwardedHeaderTransformer> proxy) {
        return builder ->
                builder.httpHandlerDecorator(
                        usual -> {
                            var hotCalls =
                                    new HotCallHandler(
                                            usual,
                                            calls.stream().toList(),
                                            callers,
                                            limits,
                                            json,
                                            meters);
                            var hotReads =
                                    new HotReadHandler(
                                            hotCalls,
                                            reads,
                                            gets.stream().toList(),
                                            limits,
                                            meters);
                            return behind(proxy.getIfAvailable(), hotReads, usual);
                        });
    }

    /**
     * Where a proxy says who called, that is whose calls are counted. WebFlux looks at it later,
     * and refuses what makes no sense.
     */
    static HttpHandler behind(
            @Nullable ForwardedHeaderTransformer proxy, HttpHandler hot, HttpHandler usual) {
        return proxy == null
                ? hot
                : (request, response) -> {
                    ServerHttpRequest forwarded;
                    try {
                        forwarded = proxy.apply(request);
                    } catch (RuntimeException senseless) {
                        return usual.handle(request, response);
                    }
                    return hot.handle(forwarded, response);
                };
    }
}
