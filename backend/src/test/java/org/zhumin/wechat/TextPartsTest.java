package org.zhumin.wechat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.zhumin.wechat.WeChatFixture.get;
import static org.zhumin.wechat.WeChatFixture.text;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.zhumin.wechat.TextVerdict.Suggestion;
import org.zhumin.wechat.simulator.Fault;
import org.zhumin.wechat.simulator.WeChatSimulator;

import java.util.List;

class TextPartsTest {
    @ParameterizedTest
    @CsvSource({"1, 1", "2500, 1", "2501, 2", "4950, 2", "4951, 3", "20000, 9"})
    void longTextIsCut(int length, int parts) {
        assertThat(TextParts.of("字".repeat(length)))
                .hasSize(parts)
                .allSatisfy(part -> assertThat(part.length()).isBetween(1, TextParts.LENGTH_MAX));
    }

    @Test
    void neighboursOverlapAndNothingIsLost() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; text.length() < 12_000; i++) {
            text.append(i).append(' ');
        }
        List<String> parts = TextParts.of(text.toString());
        StringBuilder joined = new StringBuilder(parts.getFirst());
        for (String part : parts.subList(1, parts.size())) {
            assertThat(joined.toString()).endsWith(part.substring(0, TextParts.OVERLAP));
            joined.append(part.substring(TextParts.OVERLAP));
        }
        assertThat(joined).hasToString(text.toString());
    }

    @ParameterizedTest
    @CsvSource({"0", "1"})
    void pairsAreNotCut(int shift) {
        String text = "x".repeat(shift) + "😀".repeat(4_000);
        assertThat(TextParts.of(text))
                .allSatisfy(
                        part -> {
                            assertThat(Character.isLowSurrogate(part.charAt(0))).isFalse();
                            assertThat(Character.isHighSurrogate(part.charAt(part.length() - 1)))
                                    .isFalse();
                        });
    }

    @Test
    void worstPartDecides() {
        try (WeChatFixture fixture = new WeChatFixture().warm()) {
            String harmless = "路".repeat(4_000);
            assertThat(verdict(fixture, harmless + "灯")).isEqualTo(Suggestion.PASS);
            assertThat(fixture.simulator.count(WeChatSimulator.TEXT)).isEqualTo(2);
            assertThat(verdict(fixture, harmless + "复核测试")).isEqualTo(Suggestion.REVIEW);
            assertThat(verdict(fixture, "违规测试" + harmless + "复核测试")).isEqualTo(Suggestion.RISKY);
            assertThat(verdict(fixture, "路".repeat(2_498) + "违规测试" + harmless))
                    .isEqualTo(Suggestion.RISKY);
        }
    }

    @Test
    void partWithoutVerdictHidesNoRiskInAnother() {
        try (WeChatFixture fixture = new WeChatFixture().warm()) {
            fixture.simulator.inject(WeChatSimulator.TEXT, Fault.errcode(61010).times(1));
            assertThat(verdict(fixture, "路".repeat(4_000))).isEqualTo(Suggestion.UNCHECKED);
            fixture.simulator.inject(WeChatSimulator.TEXT, Fault.errcode(61010).times(1));
            String risky = "违规测试" + "路".repeat(4_800) + "违规测试";
            assertThat(verdict(fixture, risky)).isEqualTo(Suggestion.RISKY);
        }
    }

    @Test
    void titleAndNicknameAreJudged() {
        try (WeChatFixture fixture = new WeChatFixture().warm()) {
            var check =
                    new TextCheck(
                            WeChatFixture.OPENID, TextScene.FORUM, "违规测试", "昵称", "路".repeat(4_000));
            assertThat(get(fixture.weChat.checkText(check)))
                    .isEqualTo(new TextVerdict(Suggestion.RISKY, 20006));
        }
    }

    @Test
    void endlessTextIsNoText() {
        assertThatIllegalArgumentException().isThrownBy(() -> text("路".repeat(20_001)));
        assertThatIllegalArgumentException().isThrownBy(() -> text(""));
    }

    private static Suggestion verdict(WeChatFixture fixture, String text) {
        return get(fixture.weChat.checkText(text(text))).suggestion();
    }
}
