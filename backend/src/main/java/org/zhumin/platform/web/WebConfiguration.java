package org.zhumin.platform.web;

import org.springframework.boot.webflux.autoconfigure.WebFluxRegistrations;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.codec.ServerCodecConfigurer;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.reactive.result.method.annotation.ArgumentResolverConfigurer;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;
import org.zhumin.platform.Secrets;

import tools.jackson.databind.json.JsonMapper;

/** Teaches WebFlux our controller arguments and how large a body may be. */
@Configuration(proxyBeanMethods = false)
class WebConfiguration implements WebFluxConfigurer {
    private static final int MAX_BODY_BYTES = 64 * 1024;

    private final Secrets secrets;
    private final JsonMapper json;

    WebConfiguration(Secrets secrets, JsonMapper json) {
        this.secrets = secrets;
        this.json = json;
    }

    @Bean
    static WebFluxRegistrations prefixedMappings() {
        return new WebFluxRegistrations() {
            @Override
            public RequestMappingHandlerMapping getRequestMappingHandlerMapping() {
                return new PrefixedMappings();
            }
        };
    }

    @Override
    public void configureArgumentResolvers(ArgumentResolverConfigurer configurer) {
        configurer.addCustomResolver(
                new PageRequestResolver(new CursorCodec(secrets)),
                new IdempotencyKeyResolver(secrets, json));
    }

    @Override
    public void configureHttpMessageCodecs(ServerCodecConfigurer configurer) {
        configurer.defaultCodecs().maxInMemorySize(MAX_BODY_BYTES);
    }
}
