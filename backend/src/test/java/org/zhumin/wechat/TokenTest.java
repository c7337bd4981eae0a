package org.zhumin.wechat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.zhumin.wechat.WeChatFixture.get;
import static org.zhumin.wechat.WeChatFixture.limits;
import static org.zhumin.wechat.WeChatFixture.refusal;
import static org.zhumin.wechat.WeChatFixture.text;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.zhumin.kernel.DomainException;
import org.zhumin.wechat.TextVerdict.Suggestion;
import org.zhumin.wechat.simulator.Fault;
import org.zhumin.wechat.simulator.WeChatSimulator;

import reactor.core.publisher.Flux;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

/** How often WeChat is asked for a token, and who shares it. */
class TokenTest {
    private final WeChatSimulator simulator = WeChatFixture.newSimulator();
    private final MemoryTokens shared = new MemoryTokens();
    private final AtomicReference<Instant> now =
            new AtomicReference<>(Instant.parse("2026-11-24T00:00:00Z"));
    private final Clock clock =
            new Clock() {
                @Override
                public ZoneOffset getZone() {
                    return ZoneOffset.UTC;
                }

                @Override
                public Clock withZone(java.time.ZoneId zone) {
                    return this;
                }

                @Override
                public Instant instant() {
                    return now.get();
                }
            };
    private final WeChatFixture one = instance(shared);
    private final WeChatFixture two = instance(shared);

    private WeChatFixture instance(SharedTokens tokens) {
        return new WeChatFixture(simulator, limits(3_000, 4_000, 5_000), tokens, clock);
    }

    @AfterEach
    void close() {
        one.close();
        two.close();
    }

    @Test
    void sixtyColdCallsFetchOneToken() {
        assertThat(sixty(one)).containsOnly(Suggestion.PASS);
        assertThat(simulator.count(WeChatSimulator.TOKEN)).isEqualTo(1);
    }

    @Test
    void sixtyRefusedCallsFetchOneToken() {
        sixty(one);
        simulator.expireTokens();
        assertThat(sixty(one)).containsOnly(Suggestion.PASS);
        assertThat(simulator.count(WeChatSimulator.TOKEN)).isEqualTo(2);
    }

    @Test
    void instancesShareOneToken() {
        sixty(one);
        assertThat(sixty(two)).containsOnly(Suggestion.PASS);
        assertThat(simulator.count(WeChatSimulator.TOKEN)).isEqualTo(1);
    }

    @Test
    void instancesShareTheTokenThatReplacesARefusedOne() {
        sixty(one);
        sixty(two);
        simulator.expireTokens();
        sixty(one);
        assertThat(sixty(two)).containsOnly(Suggestion.PASS);
        assertThat(simulator.count(WeChatSimulator.TOKEN)).isEqualTo(2);
    }

    @Test
    void refusedTokenThatStaysSharedIsNotTakenBack() {
        shared.keepsEverything = true;
        sixty(one);
        simulator.expireTokens();
        assertThat(sixty(one)).containsOnly(Suggestion.PASS);
        assertThat(simulator.count(WeChatSimulator.TOKEN)).isEqualTo(2);
    }

    @Test
    void instanceWaitsForTheOneThatFetches() {
        simulator.inject(WeChatSimulator.TOKEN, Fault.slow(Duration.ofMillis(200)).times(1));
        List<Suggestion> verdicts =
                get(
                        Flux.merge(
                                        one.weChat.checkText(text("路灯坏了")),
                                        two.weChat.checkText(text("路灯坏了")))
                                .map(TextVerdict::suggestion)
                                .collectList());
        assertThat(verdicts).containsOnly(Suggestion.PASS);
        assertThat(simulator.count(WeChatSimulator.TOKEN)).isEqualTo(1);
    }

    @Test
    void lockThatNobodyEndsStopsNobody() {
        shared.values.put("zhumin:wechat:token:wx-test:lock", "a dead instance");
        assertThat(get(one.weChat.checkText(text("路灯坏了"))).suggestion()).isEqualTo(Suggestion.PASS);
    }

    @Test
    void tokenIsReplacedBeforeItEnds() {
        sixty(one);
        now.updateAndGet(t -> t.plusSeconds(6_990));
        sixty(one);
        assertThat(simulator.count(WeChatSimulator.TOKEN)).isEqualTo(1);
        now.updateAndGet(t -> t.plusSeconds(20));
        sixty(one);
        assertThat(simulator.count(WeChatSimulator.TOKEN)).isEqualTo(2);
    }

    @Test
    void shortTokenIsUsedMoreThanOnce() {
        simulator.tokenLife(Duration.ofSeconds(60));
        sixty(one);
        sixty(one);
        assertThat(simulator.count(WeChatSimulator.TOKEN)).isEqualTo(1);
    }

    @Test
    void garbageInTheSharedPlaceIsIgnored() {
        for (String garbage : List.of("", "|", "x|y", "99999999999999999999|t", "1", "-1|t")) {
            shared.values.put("zhumin:wechat:token:wx-test", garbage);
            try (WeChatFixture fresh = instance(shared)) {
                assertThat(get(fresh.weChat.checkText(text("路灯坏了"))).suggestion())
                        .isEqualTo(Suggestion.PASS);
            }
            simulator.start();
        }
    }

    @Test
    void failingTokenEndpointIsLeftAlone() {
        simulator.inject(WeChatSimulator.TOKEN, Fault.status(500));
        for (int i = 0; i < 5; i++) {
            assertThat(unavailable(one)).isTrue();
        }
        assertThat(simulator.count(WeChatSimulator.TOKEN)).isEqualTo(1);
    }

    @Test
    void tokenEndpointIsTriedAgainAfterAWhile() {
        simulator.inject(WeChatSimulator.TOKEN, Fault.status(500).times(1));
        assertThat(unavailable(one)).isTrue();
        WeChatFixture.await(() -> !unavailable(one));
        assertThat(simulator.count(WeChatSimulator.TOKEN)).isEqualTo(2);
    }

    @Test
    void hangingTokenEndpointIsAskedOnceForAll() {
        try (WeChatFixture impatient =
                new WeChatFixture(simulator, limits(300, 400, 5_000), SharedTokens.NONE, clock)) {
            simulator.inject(WeChatSimulator.TOKEN, Fault.hanging());
            long start = System.nanoTime();
            assertThat(sixty(impatient)).containsOnly(Suggestion.UNCHECKED);
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isLessThan(Duration.ofSeconds(3));
            assertThat(simulator.count(WeChatSimulator.TOKEN)).isEqualTo(1);
        }
    }

    @Test
    void callerWhoLeavesDoesNotSpoilTheTokenForOthers() {
        simulator.inject(WeChatSimulator.TOKEN, Fault.slow(Duration.ofMillis(300)).times(1));
        var leaving = one.weChat.checkText(text("路灯坏了")).subscribe();
        WeChatFixture.await(() -> simulator.unanswered() == 1);
        leaving.dispose();
        assertThat(get(one.weChat.checkText(text("路灯坏了"))).suggestion()).isEqualTo(Suggestion.PASS);
        assertThat(simulator.count(WeChatSimulator.TOKEN)).isEqualTo(1);
    }

    @Test
    void wrongSecretIsReportedAsUnavailable() {
        simulator.inject(WeChatSimulator.TOKEN, Fault.errcode(40125));
        assertThat(unavailable(one)).isTrue();
        assertThat(unavailable(one)).isTrue();
        assertThat(one.counted(Call.SESSION, "credentials")).isEqualTo(2);
        assertThat(simulator.count(WeChatSimulator.TOKEN)).isEqualTo(1);
    }

    @Test
    void emptyTokenIsNoToken() {
        for (String body :
                List.of("{}", "{\"access_token\":\"\",\"expires_in\":7200}", "[]", "null", "")) {
            try (WeChatFixture fresh = instance(SharedTokens.NONE)) {
                simulator.start();
                simulator.inject(WeChatSimulator.TOKEN, Fault.body(body));
                assertThat(unavailable(fresh)).isTrue();
                assertThat(simulator.count(WeChatSimulator.SESSION)).isZero();
            }
            simulator.start();
        }
    }

    private static boolean unavailable(WeChatFixture instance) {
        try {
            get(instance.weChat.exchangeCode("sim-anna"));
            return false;
        } catch (DomainException refusal) {
            return refusal.is(WeChatProblem.UNAVAILABLE);
        }
    }

    private static List<Suggestion> sixty(WeChatFixture instance) {
        return get(
                Flux.range(0, 60)
                        .flatMap(i -> instance.weChat.checkText(text("路灯坏了 " + i)), 60)
                        .map(TextVerdict::suggestion)
                        .collectList());
    }

    /** What several instances share, in memory. */
    private static final class MemoryTokens implements SharedTokens {
        private final Map<String, String> values = new ConcurrentHashMap<>();
        private volatile boolean keepsEverything;

        @Override
        public String find(String key) {
            return values.get(key);
        }

        @Override
        public void put(String key, String value, Duration life) {
            values.put(key, value);
        }

        @Override
        public void remove(String key, String value) {
            if (!keepsEverything || key.endsWith(":lock")) {
                values.remove(key, value);
            }
        }

        @Override
        public boolean tryLock(String key, String owner, Duration lease) {
            return values.putIfAbsent(key, owner) == null;
        }
    }
}
