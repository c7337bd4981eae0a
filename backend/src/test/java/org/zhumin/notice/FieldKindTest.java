package org.zhumin.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** facts: WeChat's limits of the fields of a subscribe message. */
class FieldKindTest {
    @ParameterizedTest
    @CsvSource(
            nullValues = "NONE",
            textBlock =
                    """
                    thing1, 路灯不亮, 路灯不亮
                    thing1, 一二三四五六七八九十一二三四五六七八九十, 一二三四五六七八九十一二三四五六七八九十
                    thing1, 一二三四五六七八九十一二三四五六七八九十一, 一二三四五六七八九十一二三四五六七八九…
                    thing12, '  两行\\n\\t文字 ', 两行 文字
                    thing1, '', -
                    number1, 42, 42
                    number1, -1.5, -1.5
                    number1, 十, NONE
                    number1, 123456789012345678901234567890123, NONE
                    letter1, ab1中C, abC
                    letter1, abcdefghijklmnopqrstuvwxyzabcdefghi, abcdefghijklmnopqrstuvwxyzabcdef
                    symbol1, a!?#~+$, !?#~+
                    symbol1, abc, NONE
                    character_string1, 20261124000001号, 20261124000001
                    character_string1, 号, -
                    character_string2, 123456789012345678901234567890123, 12345678901234567890123456789012
                    time4, 2019年10月1日 15:01, 2019年10月1日 15:01
                    time4, 15:01, 15:01
                    time4, 明天, NONE
                    date4, 2019年10月1日, 2019年10月1日
                    date4, 明天, NONE
                    amount1, ￥12.50元, ￥12.50元
                    amount1, 12345678901, NONE
                    amount1, 十元, NONE
                    phone_number1, 0851 8888-8888, 08518888-8888
                    phone_number1, 123456789012345678, 12345678901234567
                    car_number1, 贵A12345678, 贵A123456
                    name1, 一二三四五六七八九十一, 一二三四五六七八九十
                    name1, Abcdefghijklmnopqrstuvw, Abcdefghijklmnopqrst
                    phrase3, 待您确认吧谢谢, 待您确认吧
                    phrase3, ok, NONE
                    """)
    void cutsToWhatWeChatTakes(String field, String text, String fitting) {
        String given = text.replace("\\n", "\n").replace("\\t", "\t");
        assertThat(FieldKind.of(field).fit(given)).isEqualTo(fitting == null ? "" : fitting);
    }

    @Test
    void neverCutsACharacterInTwo() {
        String text = "一二三四五六七八九十一二三四五六七八😀😀";
        assertThat(FieldKind.THING.fit(text)).isEqualTo("一二三四五六七八九十一二三四五六七八…");
    }

    @Test
    void aLineBreakOrControlCharacterBecomesASpace() {
        assertThat(FieldKind.THING.fit("a\r\nb\u0000c\u2028d")).isEqualTo("a b c d");
    }

    @Test
    void anotherNameIsNoField() {
        assertThat("thing1").matches(FieldKind.NAMES);
        assertThat("thing").doesNotMatch(FieldKind.NAMES);
        assertThat("object1").doesNotMatch(FieldKind.NAMES);
        assertThatThrownBy(() -> FieldKind.of("object1"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
