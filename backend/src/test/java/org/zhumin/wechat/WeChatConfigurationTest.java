package org.zhumin.wechat;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.resilience4j.bulkhead.BulkheadRegistry;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.retry.RetryRegistry;
import io.github.resilience4j.timelimiter.TimeLimiterRegistry;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.zhumin.platform.InvalidConfiguration;
import org.zhumin.wechat.simulator.WeChatSimulator;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Clock;
import java.util.ArrayList;

class WeChatConfigurationTest {
    private final ApplicationContextRunner application =
            new ApplicationContextRunner()
                    .withUserConfiguration(
                            WeChatConfiguration.class, RedisTokens.class, Bound.class)
                    .withBean(Clock.class, Clock::systemUTC)
                    .withBean(MeterRegistry.class, SimpleMeterRegistry::new)
                    .withBean(BulkheadRegistry.class, BulkheadRegistry::ofDefaults)
                    .withBean(RetryRegistry.class, RetryRegistry::ofDefaults)
                    .withBean(CircuitBreakerRegistry.class, CircuitBreakerRegistry::ofDefaults)
                    .withBean(TimeLimiterRegistry.class, TimeLimiterRegistry::ofDefaults);

    @EnableConfigurationProperties({WeChatProperties.class, CallbackProperties.class})
    @Configuration(proxyBeanMethods = false)
    static class Bound {}

    @Test
    void withoutAnythingTheSimulatorRunsAndAnswers() {
        application.run(
                context -> {
                    assertThat(context.getBean(WeChatSimulator.class).isRunning()).isFalse();
                    var session =
                            WeChatFixture.get(
                                    context.getBean(WeChat.class).exchangeCode("sim-anna"));
                    assertThat(session.openid())
                            .isEqualTo(context.getBean(SimulatedPeople.class).openid("anna"));
                    assertThat(context.getBean(SimulatedPeople.class).allowed()).isTrue();
                });
    }

    @Test
    void simulatorStopsWithTheApplication() {
        var simulators = new ArrayList<WeChatSimulator>();
        application.run(
                context -> {
                    simulators.add(context.getBean(WeChatSimulator.class));
                    WeChatFixture.get(context.getBean(WeChat.class).exchangeCode("sim-anna"));
                    assertThat(simulators.getFirst().isRunning()).isTrue();
                });
        assertThat(simulators.getFirst().isRunning()).isFalse();
    }

    @Test
    void wantedPortIsTakenAtTheStart() throws IOException {
        int port;
        try (var socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            port = socket.getLocalPort();
        }
        application
                .withPropertyValues("zhumin.wechat.simulator-port=" + port)
                .run(
                        context -> {
                            var simulator = context.getBean(WeChatSimulator.class);
                            assertThat(simulator.isRunning()).isTrue();
                            assertThat(simulator.address()).endsWith(":" + port);
                        });
    }

    @Test
    void productionRunsWithoutASimulator() {
        application
                .withPropertyValues(
                        "spring.profiles.active=prod",
                        "zhumin.wechat.app-id=wx1",
                        "zhumin.wechat.secret=s")
                .run(context -> assertThat(context).doesNotHaveBean(WeChatSimulator.class));
    }

    @ParameterizedTest
    @CsvSource({
        "zhumin.wechat.mode, simulator",
        "zhumin.wechat.app-id, ''",
        "zhumin.wechat.secret, ''"
    })
    void productionNamesWhatItMisses(String property, String value) {
        application
                .withPropertyValues(
                        "spring.profiles.active=prod",
                        "zhumin.wechat.app-id=wx1",
                        "zhumin.wechat.secret=s",
                        property + "=" + value)
                .run(
                        context ->
                                assertThat(context)
                                        .getFailure()
                                        .hasRootCauseInstanceOf(InvalidConfiguration.class)
                                        .rootCause()
                                        .hasMessageStartingWith(property + ": "));
    }

    @ParameterizedTest
    @CsvSource({"connections, 0", "attempt-timeout, 1ms", "calls-max, -1", "simulator-port, 70000"})
    void limitsHaveLimits(String property, String value) {
        application
                .withPropertyValues("zhumin.wechat." + property + "=" + value)
                .run(context -> assertThat(context).hasFailed());
    }
}
