package org.zhumin.wechat;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.bulkhead.BulkheadRegistry;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.core.IntervalFunction;
import io.github.resilience4j.reactor.bulkhead.operator.BulkheadOperator;
import io.github.resilience4j.reactor.circuitbreaker.operator.CircuitBreakerOperator;
import io.github.resilience4j.reactor.retry.RetryOperator;
import io.github.resilience4j.reactor.timelimiter.TimeLimiterOperator;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import io.github.resilience4j.retry.RetryRegistry;
import io.github.resilience4j.timelimiter.TimeLimiter;
import io.github.resilience4j.timelimiter.TimeLimiterConfig;
import io.github.resilience4j.timelimiter.TimeLimiterRegistry;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import reactor.core.publisher.Mono;

import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Bulkhead(Retry(CircuitBreaker(TimeLimiter(call)))), one set for each kind of call. */
final class Guards {
    private static final Logger LOG = LoggerFactory.getLogger(Guards.class);
    private static final int ATTEMPTS_MAX = 3;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);

    /** Where instances are registered, so that their metrics appear. */
    record Registries(
            BulkheadRegistry bulkheads,
            RetryRegistry retries,
            CircuitBreakerRegistry breakers,
            TimeLimiterRegistry timeLimiters) {}

    private record Guard(
            Bulkhead bulkhead, Retry retry, CircuitBreaker breaker, TimeLimiter timeLimiter) {
        <T> Mono<T> around(Mono<T> attempt) {
            return attempt.transformDeferred(TimeLimiterOperator.of(timeLimiter))
                    .onErrorMap(Failures::of)
                    .transformDeferred(CircuitBreakerOperator.of(breaker))
                    .transformDeferred(RetryOperator.of(retry))
                    .transformDeferred(BulkheadOperator.of(bulkhead))
                    .onErrorMap(Failures::of);
        }
    }

    private final WeChatProperties limits;
    private final Registries registries;
    private final Map<Call, Guard> guards;

    Guards(WeChatProperties limits, Registries registries) {
        this.limits = limits;
        this.registries = registries;
        this.guards =
                Arrays.stream(Call.values())
                        .collect(
                                Collectors.toMap(
                                        Function.identity(),
                                        this::guard,
                                        (first, _) -> first,
                                        () -> new EnumMap<>(Call.class)));
    }

    /** The call under its guards; any error is a {@link WeChatFailure}. */
    <T> Mono<T> around(Call call, Mono<T> attempt) {
        return Objects.requireNonNull(guards.get(call)).around(attempt);
    }

    private Guard guard(Call call) {
        String name = "wechat-" + call.tag();
        CircuitBreaker breaker = registries.breakers().circuitBreaker(name, breakerConfig());
        breaker.getEventPublisher()
                .onStateTransition(change -> LOG.warn("{}: {}", name, change.getStateTransition()));
        return new Guard(
                registries.bulkheads().bulkhead(name, bulkheadConfig()),
                registries.retries().retry(name, retryConfig(call)),
                breaker,
                registries.timeLimiters().timeLimiter(name, timeLimiterConfig()));
    }

    private BulkheadConfig bulkheadConfig() {
        return BulkheadConfig.custom()
                .maxConcurrentCalls(limits.callsMax())
                .maxWaitDuration(Duration.ZERO)
                .writableStackTraceEnabled(false)
                .build();
    }

    private static RetryConfig retryConfig(Call call) {
        return RetryConfig.custom()
                .maxAttempts(ATTEMPTS_MAX)
                .intervalFunction(IntervalFunction.ofExponentialRandomBackoff(FIRST_PAUSE))
                .retryOnException(
                        error ->
                                error instanceof WeChatFailure failure
                                        && failure.kind().repeatable(call))
                .build();
    }

    private CircuitBreakerConfig breakerConfig() {
        return CircuitBreakerConfig.custom()
                .slidingWindowSize(50)
                .minimumNumberOfCalls(10)
                .failureRateThreshold(50)
                .permittedNumberOfCallsInHalfOpenState(5)
                .waitDurationInOpenState(limits.breakerPause())
                .writableStackTraceEnabled(false)
                .ignoreException(
                        error ->
                                error instanceof WeChatFailure failure
                                        && !failure.kind().againstWeChat())
                .build();
    }

    private TimeLimiterConfig timeLimiterConfig() {
        return TimeLimiterConfig.custom().timeoutDuration(limits.attemptTimeout()).build();
    }
}
