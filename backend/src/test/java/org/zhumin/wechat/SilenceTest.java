package org.zhumin.wechat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.zhumin.wechat.WeChatFixture.OPENID;
import static org.zhumin.wechat.WeChatFixture.SECRET;
import static org.zhumin.wechat.WeChatFixture.get;
import static org.zhumin.wechat.WeChatFixture.limits;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.zhumin.wechat.simulator.Fault;
import org.zhumin.wechat.simulator.WeChatSimulator;

import reactor.core.publisher.Mono;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/** Nothing that must stay secret is logged or thrown, even when everything is logged. */
class SilenceTest {
    private static final String PHONE_CODE = "sim-phone-13800138000";
    private static final String LOGIN_CODE = "sim-somebody-secret";
    private static final String CONTENT = "不可外泄的诉求内容";

    private final Logger root = (Logger) LoggerFactory.getLogger("ROOT");
    private final Logger netty = (Logger) LoggerFactory.getLogger("reactor.netty");
    private final Level before = root.getLevel();
    private final ConcurrentLinkedQueue<String> lines = new ConcurrentLinkedQueue<>();
    private final List<Throwable> thrown = new CopyOnWriteArrayList<>();
    private final WeChatFixture fixture = new WeChatFixture(limits(300, 400, 5_000));
    private final AppenderBase<ILoggingEvent> appender =
            new AppenderBase<>() {
                @Override
                protected void append(ILoggingEvent event) {
                    String stack =
                            event.getThrowableProxy() == null
                                    ? ""
                                    : ThrowableProxyUtil.asString(event.getThrowableProxy());
                    lines.add(event.getLevel() + " " + event.getFormattedMessage() + stack);
                }
            };

    @BeforeEach
    void listen() {
        // The simulator's own server is not what is tested.
        netty.setLevel(Level.INFO);
        root.setLevel(Level.TRACE);
        appender.start();
        root.addAppender(appender);
    }

    @AfterEach
    void close() {
        root.detachAppender(appender);
        root.setLevel(before);
        netty.setLevel(null);
        fixture.close();
    }

    @Test
    void nothingSecretIsLoggedOrThrown() {
        callEverything();
        for (Fault fault :
                List.of(
                        Fault.errcode(40029),
                        Fault.errcode(40125),
                        Fault.errcode(47003),
                        Fault.errcode(40001),
                        Fault.errcode(-1),
                        Fault.status(500),
                        Fault.body("<html>" + SECRET + OPENID + CONTENT),
                        Fault.body(""),
                        Fault.hanging())) {
            for (String path :
                    List.of(
                            WeChatSimulator.SESSION,
                            WeChatSimulator.PHONE,
                            WeChatSimulator.TEXT,
                            WeChatSimulator.MEDIA,
                            WeChatSimulator.SUBSCRIBE)) {
                fixture.simulator.inject(path, fault);
            }
            callEverything();
            fixture.breakers.getAllCircuitBreakers().forEach(breaker -> breaker.reset());
        }
        assertThat(thrown).isNotEmpty();
        assertThat(lines).anyMatch(line -> line.contains("ERROR WeChat refuses"));
        for (String secret :
                List.of(SECRET, OPENID, PHONE_CODE, LOGIN_CODE, CONTENT, "sim-token-")) {
            assertThat(lines).noneMatch(line -> line.contains(secret));
            assertThat(thrown).noneMatch(error -> everything(error).contains(secret));
        }
    }

    @Test
    void wrongCredentialsAreToldOnce() {
        fixture.simulator.inject(WeChatSimulator.TOKEN, Fault.errcode(40125));
        for (int i = 0; i < 4; i++) {
            attempt(fixture.weChat.exchangeCode(LOGIN_CODE));
        }
        assertThat(lines.stream().filter(line -> line.startsWith("ERROR")))
                .singleElement()
                .asString()
                .contains("40125", "zhumin.wechat.secret")
                .doesNotContain(SECRET);
    }

    @Test
    void valuesDoNotShowWhatTheyHold() {
        assertThat(new WeChatSession(OPENID, "union-of-somebody").toString())
                .doesNotContain(OPENID, "union");
        assertThat(new TextCheck(OPENID, TextScene.FORUM, "标题甲", "昵称乙", CONTENT).toString())
                .doesNotContain(OPENID, CONTENT, "标题甲", "昵称乙");
        assertThat(message().toString()).doesNotContain(OPENID, CONTENT);
        assertThat(media().toString()).doesNotContain(OPENID, "sig");
        var properties = limits(300, 400, 5_000);
        assertThat(properties.toString()).doesNotContain(SECRET);
        assertThat(WeChatSettings.of(properties, false).toString()).doesNotContain(SECRET);
    }

    private void callEverything() {
        attempt(fixture.weChat.exchangeCode(LOGIN_CODE));
        attempt(fixture.weChat.phoneNumber(PHONE_CODE));
        attempt(
                fixture.weChat.checkText(
                        new TextCheck(OPENID, TextScene.FORUM, CONTENT, CONTENT, CONTENT)));
        attempt(fixture.weChat.checkMedia(media()));
        attempt(fixture.weChat.sendSubscribeMessage(message()));
    }

    private static SubscribeMessage message() {
        return new SubscribeMessage(OPENID, "template", null, Map.of("thing1", CONTENT));
    }

    private static MediaCheck media() {
        URI address = URI.create("https://media.example/a.jpg?sig=" + OPENID);
        return new MediaCheck(OPENID, TextScene.FORUM, MediaCheck.Kind.IMAGE, address);
    }

    private void attempt(Mono<?> call) {
        try {
            get(call);
        } catch (RuntimeException error) {
            thrown.add(error);
        }
    }

    private static String everything(Throwable error) {
        var text = new java.io.StringWriter();
        error.printStackTrace(new java.io.PrintWriter(text));
        return text.toString();
    }
}
