package org.zhumin.wechat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.zhumin.wechat.WeChatFixture.OPENID;
import static org.zhumin.wechat.WeChatFixture.get;
import static org.zhumin.wechat.WeChatFixture.limits;
import static org.zhumin.wechat.WeChatFixture.refusal;
import static org.zhumin.wechat.WeChatFixture.text;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.zhumin.kernel.DomainException;
import org.zhumin.wechat.TextVerdict.Suggestion;
import org.zhumin.wechat.simulator.Fault;
import org.zhumin.wechat.simulator.WeChatSimulator;

import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;

/** What callers see when WeChat refuses, lies, or says nothing. */
class MisbehaviourTest {
    private static WeChatFixture fixture;

    @BeforeAll
    static void open() {
        fixture = new WeChatFixture(limits(400, 900, 5_000)).warm();
    }

    @AfterAll
    static void close() {
        fixture.close();
    }

    @BeforeEach
    void reset() {
        fixture.simulator.reset();
        fixture.breakers.getAllCircuitBreakers().forEach(breaker -> breaker.reset());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a&appid=other",
                "a b",
                "a#b",
                "a%26b",
                "代码",
                "a\nb",
                "sim-anna\n",
                "{\"code\":1}"
            })
    void illFormedCodeNeverLeaves(String code) {
        assertThat(
                        refusal(fixture.weChat.exchangeCode(code))
                                .is(WeChatProblem.SESSION_CODE_REJECTED))
                .isTrue();
        assertThat(refusal(fixture.weChat.phoneNumber(code)).is(WeChatProblem.PHONE_CODE_REJECTED))
                .isTrue();
        assertThat(fixture.simulator.received()).isEmpty();
    }

    @Test
    void overlongCodeNeverLeaves() {
        refusal(fixture.weChat.exchangeCode("a".repeat(129)));
        assertThat(fixture.simulator.received()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "40029, SESSION_CODE_REJECTED",
        "40163, SESSION_CODE_REJECTED",
        "40226, SESSION_BLOCKED",
        "45011, RATE_LIMITED",
        "45009, RATE_LIMITED",
        "40164, UNAVAILABLE",
        "99999, UNAVAILABLE"
    })
    void refusedLoginIsAskedOnce(int errcode, WeChatProblem problem) {
        fixture.simulator.inject(WeChatSimulator.SESSION, Fault.errcode(errcode));
        assertThat(refusal(fixture.weChat.exchangeCode("sim-anna")).is(problem)).isTrue();
        assertThat(fixture.simulator.count(WeChatSimulator.SESSION)).isEqualTo(1);
    }

    @Test
    void unknownCodesAreRejected() {
        assertThat(
                        refusal(fixture.weChat.exchangeCode("033abc"))
                                .is(WeChatProblem.SESSION_CODE_REJECTED))
                .isTrue();
        assertThat(
                        refusal(fixture.weChat.exchangeCode("sim-phone-13800138000"))
                                .is(WeChatProblem.SESSION_CODE_REJECTED))
                .isTrue();
        assertThat(
                        refusal(fixture.weChat.phoneNumber("sim-anna"))
                                .is(WeChatProblem.PHONE_CODE_REJECTED))
                .isTrue();
    }

    @Test
    void refusalsSayWhenToComeBack() {
        fixture.simulator.inject(WeChatSimulator.SESSION, Fault.errcode(45011));
        assertThat(refusal(fixture.weChat.exchangeCode("sim-anna")).problem().extras())
                .containsEntry("retryAfter", 60L);
        fixture.simulator.inject(WeChatSimulator.SESSION, Fault.status(500));
        assertThat(refusal(fixture.weChat.exchangeCode("sim-anna")).problem().extras())
                .containsEntry("retryAfter", 5L);
    }

    @Test
    void busyLoginIsRepeated() {
        fixture.simulator.inject(WeChatSimulator.SESSION, Fault.errcode(-1).times(2));
        assertThat(get(fixture.weChat.exchangeCode("sim-anna")).openid()).isNotEmpty();
        assertThat(fixture.simulator.count(WeChatSimulator.SESSION)).isEqualTo(3);
    }

    @Test
    void busyLoginIsRepeatedTwiceAtMost() {
        fixture.simulator.inject(WeChatSimulator.SESSION, Fault.errcode(-1));
        assertThat(refusal(fixture.weChat.exchangeCode("sim-anna")).is(WeChatProblem.UNAVAILABLE))
                .isTrue();
        assertThat(fixture.simulator.count(WeChatSimulator.SESSION)).isEqualTo(3);
    }

    static Stream<Fault> unreadable() {
        return Stream.of(
                Fault.status(500),
                Fault.status(503),
                Fault.hanging(),
                Fault.slow(Duration.ofSeconds(5)),
                Fault.body("<html>gateway</html>"),
                Fault.body(""),
                Fault.body("[]"),
                Fault.body("null"),
                Fault.body("{}"),
                Fault.body("{\"errcode\":\"x\"}"));
    }

    @ParameterizedTest
    @MethodSource("unreadable")
    void loginWithoutReadableAnswerIsAskedOnce(Fault fault) {
        fixture.simulator.inject(WeChatSimulator.SESSION, fault);
        DomainException refusal = refusal(fixture.weChat.exchangeCode("sim-anna"));
        assertThat(refusal.is(WeChatProblem.UNAVAILABLE)).isTrue();
        assertThat(fixture.simulator.count(WeChatSimulator.SESSION)).isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("unreadable")
    void phoneWithoutReadableAnswerIsAskedOnce(Fault fault) {
        fixture.simulator.inject(WeChatSimulator.PHONE, fault);
        DomainException refusal = refusal(fixture.weChat.phoneNumber("sim-phone-13800138000"));
        assertThat(refusal.is(WeChatProblem.UNAVAILABLE)).isTrue();
        assertThat(fixture.simulator.count(WeChatSimulator.PHONE)).isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("unreadable")
    void textWithoutReadableAnswerIsUncheckedInTime(Fault fault) {
        fixture.simulator.inject(WeChatSimulator.TEXT, fault);
        long start = System.nanoTime();
        assertThat(get(fixture.weChat.checkText(text("路灯坏了")))).isEqualTo(TextVerdict.UNCHECKED);
        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isLessThan(Duration.ofMillis(1_400));
    }

    @ParameterizedTest
    @ValueSource(ints = {45009, 61010, 40003, 40125, 87014, -1})
    void textThatWeChatWillNotJudgeIsUnchecked(int errcode) {
        fixture.simulator.inject(WeChatSimulator.TEXT, Fault.errcode(errcode));
        assertThat(get(fixture.weChat.checkText(text("路灯坏了")))).isEqualTo(TextVerdict.UNCHECKED);
    }

    @Test
    void textCheckRecoversFromOneBadAnswer() {
        fixture.simulator.inject(WeChatSimulator.TEXT, Fault.status(500).times(1));
        assertThat(get(fixture.weChat.checkText(text("路灯坏了"))).suggestion())
                .isEqualTo(Suggestion.PASS);
    }

    @ParameterizedTest
    @CsvSource({
        "43101, NOT_SUBSCRIBED",
        "40003, BAD_RECEIVER",
        "40037, BAD_MESSAGE",
        "41030, BAD_MESSAGE",
        "47003, BAD_MESSAGE",
        "45009, LIMITED",
        "40125, NOT_SENT",
        "-1, NOT_SENT"
    })
    void sendResultTellsWhatToDo(int errcode, SendResult.Outcome outcome) {
        fixture.simulator.inject(WeChatSimulator.SUBSCRIBE, Fault.errcode(errcode));
        assertThat(get(fixture.weChat.sendSubscribeMessage(message())))
                .isEqualTo(new SendResult(outcome, errcode));
    }

    @ParameterizedTest
    @MethodSource("unreadable")
    void messageThatMayHaveArrivedIsNotRepeated(Fault fault) {
        fixture.simulator.inject(WeChatSimulator.SUBSCRIBE, fault);
        assertThat(get(fixture.weChat.sendSubscribeMessage(message())).outcome())
                .isEqualTo(SendResult.Outcome.UNKNOWN);
        assertThat(fixture.simulator.count(WeChatSimulator.SUBSCRIBE)).isEqualTo(1);
    }

    @Test
    void qrCodeRefusalIsSeenThoughPicturesAreBytes() {
        fixture.simulator.inject(WeChatSimulator.QR_CODE, Fault.errcode(41030));
        var code = new QrCode("a=1", "pages/none", 430);
        assertThat(refusal(fixture.weChat.qrCode(code)).is(WeChatProblem.UNAVAILABLE)).isTrue();
        assertThat(fixture.counted(Call.QR_CODE, "final")).isEqualTo(1);
    }

    @Test
    void mediaCheckIsRepeated() {
        fixture.simulator.inject(WeChatSimulator.MEDIA, Fault.status(502).times(2));
        var check =
                new MediaCheck(
                        OPENID,
                        TextScene.FORUM,
                        MediaCheck.Kind.IMAGE,
                        java.net.URI.create("https://media.example/a.jpg"));
        assertThat(get(fixture.weChat.checkMedia(check))).isNotEmpty();
    }

    private static SubscribeMessage message() {
        return new SubscribeMessage(OPENID, "template", null, Map.of("thing1", "已办结"));
    }
}
