package org.zhumin.request;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BigramsTest {
    @ParameterizedTest
    @CsvSource({
        "路灯不亮, 路灯|灯不|不亮",
        "'路灯，不亮！', 路灯|不亮",
        "３号楼ＡB, 3号|号楼|楼a|ab",
        "灯, ''",
        "'', ''",
        "'灯 亮', ''",
        "𠀀𠀁路, 𠀀𠀁|𠀁路"
    })
    void ofWords(String text, String pairs) {
        assertThat(String.join("|", Bigrams.ofWords(text))).isEqualTo(pairs);
    }

    @Test
    void digitsCompareNothing() {
        assertThat(Bigrams.ofLetters("电话13800001234请回电")).containsExactly("电话", "请回", "回电");
    }

    @ParameterizedTest
    @CsvSource({
        "路灯不亮, 路灯不亮, 1.0",
        "路灯不亮, 路灯坏了, 0.333",
        "路灯不亮, 垃圾成堆, 0.0",
        "'', 路灯不亮, 0.0",
        "'', '', 0.0"
    })
    void likeness(String one, String other, double expected) {
        assertThat(Bigrams.likeness(Bigrams.ofWords(one), Bigrams.ofWords(other)))
                .isCloseTo(expected, org.assertj.core.data.Offset.offset(0.001));
    }
}
