package org.zhumin.wechat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.zhumin.wechat.WeChatFixture.get;
import static org.zhumin.wechat.WeChatFixture.limits;
import static org.zhumin.wechat.WeChatFixture.text;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.zhumin.wechat.simulator.Fault;
import org.zhumin.wechat.simulator.WeChatSimulator;

import reactor.core.publisher.Hooks;

import java.time.Duration;
import java.util.concurrent.CopyOnWriteArrayList;

class CancelTest {
    private WeChatFixture fixture;

    @AfterEach
    void close() {
        Hooks.resetOnErrorDropped();
        fixture.close();
    }

    @Test
    void callerWhoLeavesFreesThreadAndConnection() {
        fixture = new WeChatFixture(limits(60_000, 60_000, 5_000)).warm();
        var dropped = new CopyOnWriteArrayList<Throwable>();
        Hooks.onErrorDropped(dropped::add);
        fixture.simulator.inject(WeChatSimulator.SESSION, Fault.hanging());

        var call = fixture.weChat.exchangeCode("sim-anna").subscribe();
        WeChatFixture.await(() -> fixture.simulator.unanswered() == 1);
        assertThat(fixture.threads.getLast().isAlive()).isTrue();
        call.dispose();

        WeChatFixture.await(() -> fixture.threads.stream().noneMatch(Thread::isAlive));
        WeChatFixture.await(() -> fixture.simulator.unanswered() == 0);
        assertThat(dropped).isEmpty();
    }

    @Test
    void timeLimitFreesThreadAndConnection() {
        fixture = new WeChatFixture(limits(200, 300, 5_000)).warm();
        fixture.simulator.inject(WeChatSimulator.TEXT, Fault.hanging());
        long start = System.nanoTime();
        assertThat(get(fixture.weChat.checkText(text("路灯坏了")))).isEqualTo(TextVerdict.UNCHECKED);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(1));
        WeChatFixture.await(() -> fixture.threads.stream().noneMatch(Thread::isAlive));
        WeChatFixture.await(() -> fixture.simulator.unanswered() == 0);
    }
}
