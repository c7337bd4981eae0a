package org.zhumin.wechat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.zhumin.wechat.WeChatFixture.get;
import static org.zhumin.wechat.WeChatFixture.limits;
import static org.zhumin.wechat.WeChatFixture.refusal;
import static org.zhumin.wechat.WeChatFixture.text;

import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.zhumin.wechat.TextVerdict.Suggestion;
import org.zhumin.wechat.simulator.Fault;
import org.zhumin.wechat.simulator.WeChatSimulator;

import reactor.core.publisher.Flux;

class BreakerTest {
    private final WeChatFixture fixture = new WeChatFixture(limits(300, 900, 300)).warm();

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void opensWhenWeChatIsDownAndRecoversWithIt() {
        fixture.simulator.inject(WeChatSimulator.TEXT, Fault.status(500));
        checkTwelveTexts();
        assertThat(state("wechat-text")).isEqualTo(State.OPEN);
        int asked = fixture.simulator.count(WeChatSimulator.TEXT);
        assertThat(get(fixture.weChat.checkText(text("路灯坏了")))).isEqualTo(TextVerdict.UNCHECKED);
        assertThat(fixture.simulator.count(WeChatSimulator.TEXT)).isEqualTo(asked);
        assertThat(fixture.counted(Call.TEXT, "shut-off")).isPositive();

        fixture.simulator.reset();
        WeChatFixture.await(
                () ->
                        get(fixture.weChat.checkText(text("路灯坏了"))).suggestion() == Suggestion.PASS
                                && state("wechat-text") == State.CLOSED);
    }

    @Test
    void opensWhenWeChatHangs() {
        fixture.simulator.inject(WeChatSimulator.TEXT, Fault.hanging());
        checkTwelveTexts();
        assertThat(state("wechat-text")).isEqualTo(State.OPEN);
    }

    @Test
    void brokenTextCheckDoesNotStopLogins() {
        fixture.simulator.inject(WeChatSimulator.TEXT, Fault.status(500));
        checkTwelveTexts();
        assertThat(get(fixture.weChat.exchangeCode("sim-anna")).openid()).isNotEmpty();
    }

    @Test
    void refusalsDoNotOpenIt() {
        for (int errcode : new int[] {40029, 40163, 40226, 45011, 45009, 99999}) {
            fixture.simulator.inject(WeChatSimulator.SESSION, Fault.errcode(errcode));
            for (int i = 0; i < 12; i++) {
                refusal(fixture.weChat.exchangeCode("sim-anna"));
            }
        }
        assertThat(state("wechat-session")).isEqualTo(State.CLOSED);
    }

    @Test
    void openBreakerRefusesLoginsAtOnce() {
        fixture.simulator.inject(WeChatSimulator.SESSION, Fault.status(500));
        for (int i = 0; i < 12; i++) {
            refusal(fixture.weChat.exchangeCode("sim-anna"));
        }
        assertThat(refusal(fixture.weChat.exchangeCode("sim-anna")).is(WeChatProblem.UNAVAILABLE))
                .isTrue();
        assertThat(fixture.simulator.count(WeChatSimulator.SESSION)).isEqualTo(10);
    }

    private void checkTwelveTexts() {
        get(Flux.range(0, 12).flatMap(_ -> fixture.weChat.checkText(text("路灯坏了"))).collectList());
    }

    private State state(String name) {
        return fixture.breakers.circuitBreaker(name).getState();
    }
}
