package org.zhumin.moderation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.zhumin.identity.ResidentDirectory;
import org.zhumin.identity.Verification;
import org.zhumin.kernel.ResidentId;
import org.zhumin.moderation.TextJudgement.Outcome;
import org.zhumin.wechat.MediaCheck;
import org.zhumin.wechat.QrCode;
import org.zhumin.wechat.SendResult;
import org.zhumin.wechat.SubscribeMessage;
import org.zhumin.wechat.TextCheck;
import org.zhumin.wechat.TextScene;
import org.zhumin.wechat.TextVerdict;
import org.zhumin.wechat.TextVerdict.Suggestion;
import org.zhumin.wechat.WeChat;
import org.zhumin.wechat.WeChatSession;

import reactor.core.publisher.Mono;

class TextModerationTest {
    private static final ResidentId AUTHOR = new ResidentId("author");
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @ParameterizedTest
    @CsvSource({
        "PASS,100,PASS,",
        "REVIEW,20003,REVIEW,ABUSE",
        "RISKY,20002,REFUSE,OBSCENE",
        "RISKY,20001,REFUSE,ILLEGAL",
        "RISKY,20008,REFUSE,FRAUD",
        "REVIEW,10001,REVIEW,ADVERTISING",
        "REVIEW,99999,REVIEW,OTHER"
    })
    void weChatJudgesResidents(
            Suggestion suggestion, int label, Outcome outcome, ReasonCode reason) {
        TextJudgement judgement = check(suggestion, label, "路灯坏了");
        assertThat(judgement.outcome()).isEqualTo(outcome);
        assertThat(judgement.checked()).isTrue();
        if (reason != null) {
            assertThat(judgement.reasons()).containsExactly(reason);
        }
        assertThat(meters.find("zhumin.text.checks").counter().count()).isEqualTo(1);
    }

    @Test
    void downTimeNeverRefuses() {
        TextJudgement harmless = check(Suggestion.UNCHECKED, 0, "路灯坏了");
        assertThat(harmless.outcome()).isEqualTo(Outcome.REVIEW);
        assertThat(harmless.checked()).isFalse();
        assertThat(harmless.reason()).isEqualTo(ReasonCode.OTHER);
        TextJudgement listed = check(Suggestion.UNCHECKED, 0, "代开发票");
        assertThat(listed.outcome()).isEqualTo(Outcome.REVIEW);
        assertThat(listed.reasons()).containsExactly(ReasonCode.ILLEGAL);
        assertThat(listed.refuseWith(ModerationProblem.NOT_FOUND)).isEqualTo(listed);
    }

    @Test
    void aRefusedTextIsRefusedWithTheFeaturesOwnCode() {
        TextJudgement refused = check(Suggestion.RISKY, 20001, "某文字");
        assertThatThrownBy(() -> refused.refuseWith(ModerationProblem.NOT_FOUND))
                .hasMessage("moderation.not-found");
    }

    @Test
    void theWordListJudgesEverybodyElse() {
        var texts = texts(Mono.empty(), Suggestion.PASS, 100);
        assertThat(texts.checkOther("已派人修理", null).outcome()).isEqualTo(Outcome.PASS);
        assertThat(texts.checkOther("标题", "代 开 发 票").outcome()).isEqualTo(Outcome.REFUSE);
    }

    @Test
    void anErasedAuthorIsRefused() {
        var texts = texts(Mono.empty(), Suggestion.PASS, 100);
        assertThatThrownBy(() -> texts.checkResident(AUTHOR, TextScene.FORUM, null, "x").block())
                .hasMessage("auth.token-rejected");
    }

    private TextJudgement check(Suggestion suggestion, int label, String content) {
        return texts(Mono.just("openid"), suggestion, label)
                .checkResident(AUTHOR, TextScene.FORUM, "标题", content)
                .block();
    }

    private TextModeration texts(Mono<String> openid, Suggestion suggestion, int label) {
        var words = new WordList(new ModerationProperties("config/moderation-words.txt", 10));
        return new TextModeration(
                new OneResident(openid),
                new FixedVerdict(new TextVerdict(suggestion, label)),
                words,
                new ModerationMeters(meters));
    }

    private record OneResident(Mono<String> openid) implements ResidentDirectory {
        @Override
        public Mono<String> findOpenid(ResidentId id) {
            return openid;
        }

        @Override
        public Mono<Verification> findVerification(ResidentId id) {
            return Mono.empty();
        }

        @Override
        public Mono<String> findNickname(ResidentId id) {
            return Mono.empty();
        }
    }

    private record FixedVerdict(TextVerdict verdict) implements WeChat {
        @Override
        public Mono<TextVerdict> checkText(TextCheck check) {
            return Mono.just(verdict);
        }

        @Override
        public Mono<WeChatSession> exchangeCode(String code) {
            return Mono.error(new UnsupportedOperationException());
        }

        @Override
        public Mono<String> phoneNumber(String code) {
            return Mono.error(new UnsupportedOperationException());
        }

        @Override
        public Mono<String> checkMedia(MediaCheck check) {
            return Mono.error(new UnsupportedOperationException());
        }

        @Override
        public Mono<SendResult> sendSubscribeMessage(SubscribeMessage message) {
            return Mono.error(new UnsupportedOperationException());
        }

        @Override
        public Mono<byte[]> qrCode(QrCode code) {
            return Mono.error(new UnsupportedOperationException());
        }
    }
}
