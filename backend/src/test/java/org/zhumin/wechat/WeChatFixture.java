package org.zhumin.wechat;

import io.github.resilience4j.bulkhead.BulkheadRegistry;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.retry.RetryRegistry;
import io.github.resilience4j.timelimiter.TimeLimiterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import org.zhumin.kernel.DomainException;
import org.zhumin.wechat.WeChatProperties.Mode;
import org.zhumin.wechat.simulator.WeChatSimulator;

import reactor.core.publisher.Mono;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** The real adapter against the real simulator, without Spring. */
final class WeChatFixture implements AutoCloseable {
    static final String APP_ID = "wx-test";
    static final String SECRET = "s3cr3t-of-the-test";
    static final String OPENID = "openid-of-somebody";
    private static final Duration WAIT = Duration.ofSeconds(10);

    final WeChatSimulator simulator;
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final CircuitBreakerRegistry breakers = CircuitBreakerRegistry.ofDefaults();
    final Deque<Thread> threads = new ConcurrentLinkedDeque<>();
    final WxJavaWeChat weChat;

    WeChatFixture() {
        this(newSimulator(), limits(1_300, 1_500, 5_000), SharedTokens.NONE, Clock.systemUTC());
    }

    WeChatFixture(WeChatProperties limits) {
        this(newSimulator(), limits, SharedTokens.NONE, Clock.systemUTC());
    }

    WeChatFixture(
            WeChatSimulator simulator, WeChatProperties limits, SharedTokens shared, Clock clock) {
        this.simulator = simulator;
        String host = limits.mode() == Mode.LIVE ? limits.apiHost() : simulator.address();
        var settings = new WeChatSettings(Mode.SIMULATOR, APP_ID, SECRET, limits);
        var registries =
                new Guards.Registries(
                        BulkheadRegistry.ofDefaults(),
                        RetryRegistry.ofDefaults(),
                        breakers,
                        TimeLimiterRegistry.ofDefaults());
        var factory = Thread.ofVirtual().name("wechat-test-", 0).factory();
        this.weChat =
                new WxJavaWeChat(
                        limits,
                        () ->
                                new WxService(
                                        new WxTokens(settings, host, shared, clock),
                                        HttpClients.create(limits)),
                        new Guards(limits, registries),
                        meters,
                        new Alerts(clock),
                        Executors.newThreadPerTaskExecutor(
                                task -> {
                                    Thread thread = factory.newThread(task);
                                    threads.add(thread);
                                    return thread;
                                }));
    }

    static WeChatSimulator newSimulator() {
        return new WeChatSimulator(InetAddress.ofLiteral("127.0.0.1"), 0, APP_ID, SECRET);
    }

    static WeChatProperties limits(long attempt, long text, long pause) {
        return limits(null, "https://api.weixin.qq.com", attempt, text, pause);
    }

    static WeChatProperties limits(Mode mode, String host, long attempt, long text, long pause) {
        return new WeChatProperties(
                mode,
                APP_ID,
                SECRET,
                host,
                Duration.ofMillis(attempt),
                Duration.ofMillis(text),
                Duration.ofMillis(pause),
                64,
                512,
                0);
    }

    static TextCheck text(String content) {
        return new TextCheck(OPENID, TextScene.FORUM, null, null, content);
    }

    /** Loads WxJava and fetches a token, so that time limits measure the call alone. */
    WeChatFixture warm() {
        for (int i = 0; i < 20; i++) {
            try {
                weChat.exchangeCode("sim-warm").block(WAIT);
                simulator.reset();
                meters.clear();
                breakers.getAllCircuitBreakers().forEach(CircuitBreaker::reset);
                return this;
            } catch (DomainException _) {
                await(() -> true);
            }
        }
        throw new AssertionError("the adapter does not get warm");
    }

    double counted(Call call, String result) {
        return meters.counter("zhumin.wechat.calls", "call", call.tag(), "result", result).count();
    }

    static <T> T get(Mono<T> mono) {
        return mono.block(WAIT);
    }

    /** The refusal that a call ends with. */
    static DomainException refusal(Mono<?> mono) {
        try {
            Object value = mono.block(WAIT);
            throw new AssertionError("not refused: " + value);
        } catch (DomainException refusal) {
            return refusal;
        }
    }

    static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + WAIT.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - end > 0) {
                throw new AssertionError("did not happen within " + WAIT);
            }
            LockSupport.parkNanos(5_000_000);
        }
    }

    @Override
    public void close() {
        try {
            weChat.close();
        } catch (IOException error) {
            throw new AssertionError(error);
        }
        simulator.stop();
    }
}
