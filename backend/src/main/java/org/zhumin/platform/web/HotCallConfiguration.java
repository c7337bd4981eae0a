package org.zhumin.platform.web;

import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.webflux.autoconfigure.WebHttpHandlerBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

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
            MeterRegistry meters) {
        return builder ->
                builder.httpHandlerDecorator(
                        usual ->
                                new HotReadHandler(
                                        new HotCallHandler(
                                                usual,
                                                calls.stream().toList(),
                                                callers,
                                                limits,
                                                json,
                                                meters),
                                        reads,
                                        gets.stream().toList(),
                                        limits,
                                        meters));
    }
}
