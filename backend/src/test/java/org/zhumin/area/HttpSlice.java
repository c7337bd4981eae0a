package org.zhumin.area;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.context.MessageSourceAutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.http.codec.autoconfigure.CodecsAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.reactive.ReactiveWebSecurityAutoConfiguration;
import org.springframework.boot.validation.autoconfigure.ValidationAutoConfiguration;
import org.springframework.boot.webflux.autoconfigure.HttpHandlerAutoConfiguration;
import org.springframework.boot.webflux.autoconfigure.WebFluxAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.FilterType;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.zhumin.platform.web.KnownCallers;

/**
 * The areas and the part of the platform that HTTP needs, without MongoDB, with a Redis that is
 * away, open to everybody.
 */
@ImportAutoConfiguration({
    CodecsAutoConfiguration.class,
    HttpHandlerAutoConfiguration.class,
    JacksonAutoConfiguration.class,
    MessageSourceAutoConfiguration.class,
    ReactiveWebSecurityAutoConfiguration.class,
    ValidationAutoConfiguration.class,
    WebFluxAutoConfiguration.class
})
@ConfigurationPropertiesScan({"org.zhumin.area", "org.zhumin.platform"})
@ComponentScan(
        basePackages = {"org.zhumin.area", "org.zhumin.platform"},
        excludeFilters =
                @Filter(
                        type = FilterType.REGEX,
                        pattern =
                                "org\\.zhumin\\.platform\\.(mongo|audit|embedded|ops|owed|StartupTasks|InvalidConf.*Test).*"))
public class HttpSlice {
    public static final String REDIS_AWAY = "zhumin.redis.uri=redis://127.0.0.1:1";
    public static final String SECRET =
            "zhumin.secret.master=AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

    @Bean
    MeterRegistry meters() {
        return new SimpleMeterRegistry();
    }

    @Bean
    KnownCallers nobody() {
        return _ -> null;
    }

    @Bean
    SecurityWebFilterChain openToEverybody(ServerHttpSecurity http) {
        return http.csrf(ServerHttpSecurity.CsrfSpec::disable)
                .authorizeExchange(calls -> calls.anyExchange().permitAll())
                .build();
    }
}
