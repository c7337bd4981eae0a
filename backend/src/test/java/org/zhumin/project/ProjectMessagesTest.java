package org.zhumin.project;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Properties;
import java.util.stream.Stream;

/** Every code that people may meet has words in both languages. */
class ProjectMessagesTest {
    private static final Properties CHINESE = read("project.properties");
    private static final Properties ENGLISH = read("project_en.properties");

    static Stream<String> everyKey() {
        return Stream.of(
                        keys("project.state.", ProjectState.values()),
                        keys("project.shelved.", ShelveReason.values()),
                        keys("project.quarantine.", QuarantineReason.values()))
                .flatMap(keys -> keys);
    }

    private static Stream<String> keys(String prefix, Enum<?>[] values) {
        return Arrays.stream(values).map(value -> prefix + value);
    }

    @ParameterizedTest
    @MethodSource("everyKey")
    void hasWordsInBothLanguages(String key) {
        assertThat(CHINESE.getProperty(key)).isNotBlank().containsPattern("[\\u4e00-\\u9fff]");
        assertThat(ENGLISH.getProperty(key))
                .isNotBlank()
                .doesNotContainPattern("[\\u4e00-\\u9fff]");
    }

    private static Properties read(String file) {
        var all = new Properties();
        try (var in = ProjectMessagesTest.class.getResourceAsStream("/messages/" + file)) {
            all.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return all;
    }
}
