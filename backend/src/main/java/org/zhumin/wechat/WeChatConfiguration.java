package org.zhumin.wechat;

import io.github.resilience4j.bulkhead.BulkheadRegistry;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.micrometer.tagged.TaggedBulkheadMetrics;
import io.github.resilience4j.micrometer.tagged.TaggedCircuitBreakerMetrics;
import io.github.resilience4j.micrometer.tagged.TaggedRetryMetrics;
import io.github.resilience4j.micrometer.tagged.TaggedTimeLimiterMetrics;
import io.github.resilience4j.retry.RetryRegistry;
import io.github.resilience4j.timelimiter.TimeLimiterRegistry;
import io.micrometer.core.instrument.MeterRegistry;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.zhumin.wechat.simulator.CallbackTarget;
import org.zhumin.wechat.simulator.WeChatSimulator;

import java.net.InetAddress;
import java.net.URI;
import java.time.Clock;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/** Wires {@link WeChat}: the adapter, and the simulator that it calls outside production. */
@Configuration(proxyBeanMethods = false)
class WeChatConfiguration {
    private static final String PRODUCTION = "prod";

    @Bean
    WeChatSettings weChatSettings(WeChatProperties properties, Environment environment) {
        boolean production = environment.acceptsProfiles(Profiles.of(PRODUCTION));
        return WeChatSettings.of(properties, production);
    }

    @Bean
    CallbackSettings callbackSettings(
            CallbackProperties properties, WeChatSettings settings, Environment environment) {
        boolean production = environment.acceptsProfiles(Profiles.of(PRODUCTION));
        return CallbackSettings.of(properties, settings, production);
    }

    @Bean
    SimulatedPeople simulatedPeople(WeChatSettings settings) {
        return new SimulatedPeople(settings.mode() == WeChatProperties.Mode.SIMULATOR);
    }

    @Bean
    @Profile("!" + PRODUCTION)
    @ConditionalOnProperty(
            name = "zhumin.wechat.mode",
            havingValue = "simulator",
            matchIfMissing = true)
    WeChatSimulator weChatSimulator(
            WeChatSettings settings, CallbackSettings callback, Environment environment) {
        var simulator =
                new WeChatSimulator(
                        InetAddress.ofLiteral("127.0.0.1"),
                        settings.limits().simulatorPort(),
                        settings.appId(),
                        settings.secret());
        simulator.callBack(
                new CallbackTarget(
                        () -> callbackAddress(environment), callback.token(), callback.aesKey()));
        return simulator;
    }

    /** Known once the web server listens. */
    private static @Nullable URI callbackAddress(Environment environment) {
        String port = environment.getProperty("local.server.port");
        return port == null
                ? null
                : URI.create("http://127.0.0.1:" + port + "/api/v1/wechat/callback");
    }

    /** The limits are in the code and the configuration of WeChat; only the metrics are shared. */
    @Bean
    Guards.Registries weChatRegistries(MeterRegistry meters) {
        var registries =
                new Guards.Registries(
                        BulkheadRegistry.ofDefaults(),
                        RetryRegistry.ofDefaults(),
                        CircuitBreakerRegistry.ofDefaults(),
                        TimeLimiterRegistry.ofDefaults());
        TaggedBulkheadMetrics.ofBulkheadRegistry(registries.bulkheads()).bindTo(meters);
        TaggedRetryMetrics.ofRetryRegistry(registries.retries()).bindTo(meters);
        TaggedCircuitBreakerMetrics.ofCircuitBreakerRegistry(registries.breakers()).bindTo(meters);
        TaggedTimeLimiterMetrics.ofTimeLimiterRegistry(registries.timeLimiters()).bindTo(meters);
        return registries;
    }

    @Bean
    WxJavaWeChat weChat(
            WeChatSettings settings,
            ObjectProvider<WeChatSimulator> simulator,
            SharedTokens shared,
            Guards.Registries registries,
            MeterRegistry meters,
            Clock clock) {
        Supplier<WxService> factory =
                () -> {
                    WeChatSimulator stand = simulator.getIfAvailable();
                    String host = stand == null ? settings.limits().apiHost() : stand.address();
                    return new WxService(
                            new WxTokens(settings, host, shared, clock),
                            HttpClients.create(settings.limits()));
                };
        return new WxJavaWeChat(
                settings.limits(),
                factory,
                new Guards(settings.limits(), registries),
                meters,
                new Alerts(clock),
                Executors.newThreadPerTaskExecutor(
                        Thread.ofVirtual().name("wechat-", 0).factory()));
    }

    @Bean
    ApplicationListener<ApplicationReadyEvent> weChatWarmUp(WxJavaWeChat weChat) {
        return _ -> weChat.warmUp();
    }
}
