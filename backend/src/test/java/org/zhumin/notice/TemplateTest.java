package org.zhumin.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.zhumin.platform.InvalidConfiguration;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

class TemplateTest {
    private static final Template.Content CONTENT =
            new Template.Content(
                    List.of("20261124000001", "{0} $1 路灯"),
                    "诉求已受理",
                    "全文",
                    Instant.parse("2026-11-24T01:05:00Z"),
                    ZoneId.of("Asia/Shanghai"));

    @Test
    void fillsItsFieldsInOnePass() {
        Template template =
                NoticeFixture.template(
                        "t",
                        Map.of(
                                "character_string1", "{0}",
                                "thing2", "关于{1}",
                                "thing3", "{title}",
                                "time4", "{at}",
                                "date5", "{at}"));
        assertThat(template.fill(CONTENT))
                .contains(
                        Map.of(
                                "character_string1", "20261124000001",
                                "thing2", "关于{0} $1 路灯",
                                "thing3", "诉求已受理",
                                "time4", "2026年11月24日 09:05",
                                "date5", "2026年11月24日"));
    }

    @Test
    void aFieldOfWhichNothingFitsMakesNoMessage() {
        Template template = NoticeFixture.template("t", Map.of("number1", "{1}"));
        assertThat(template.fill(CONTENT)).isEmpty();
        assertThat(NoticeFixture.template("t", Map.of("number1", "{9}")).fill(CONTENT)).isEmpty();
    }

    @Test
    void whatTheOperatorMayNotWriteStopsTheStart() {
        var one = NoticeFixture.template("sim-a", Map.of("thing1", "x"), "test.one");
        var same = NoticeFixture.template("sim-a", Map.of("thing1", "x"), "test.two");
        var sameType = NoticeFixture.template("sim-b", Map.of("thing1", "x"), "test.one");
        assertThatThrownBy(() -> NoticeFixture.templates(one, same))
                .isInstanceOf(InvalidConfiguration.class)
                .hasMessageContaining("sim-a");
        assertThatThrownBy(() -> NoticeFixture.templates(one, sameType))
                .isInstanceOf(InvalidConfiguration.class);
        assertThatThrownBy(
                        () ->
                                NoticeFixture.templates(
                                        NoticeFixture.template(
                                                "sim-c", Map.of("thing1", "x"), "unheard")))
                .isInstanceOf(InvalidConfiguration.class)
                .hasMessageContaining("unheard");
    }

    @Test
    void aSceneAsksForFiveOfOneKindAtMost() {
        assertThatThrownBy(() -> NoticeFixture.templates(six()))
                .isInstanceOf(InvalidConfiguration.class)
                .hasMessageContaining("scene");
    }

    private static Template[] six() {
        var all = new Template[6];
        for (int i = 0; i < all.length; i++) {
            all[i] = NoticeFixture.template("sim-" + i, Map.of("thing1", "x"), "test.type" + i);
        }
        return all;
    }
}
