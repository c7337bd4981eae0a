package org.zhumin.wechat;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Properties;

class WeChatProblemTest {
    @ParameterizedTest
    @ValueSource(strings = {"messages/wechat.properties", "messages/wechat_en.properties"})
    void everyProblemHasItsText(String file) throws Exception {
        var texts = new Properties();
        try (var in = getClass().getClassLoader().getResourceAsStream(file)) {
            texts.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        }
        assertThat(texts.stringPropertyNames())
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(WeChatProblem.values()).map(WeChatProblem::code).toList());
        assertThat(texts.values()).allSatisfy(text -> assertThat(text.toString()).isNotBlank());
    }
}
