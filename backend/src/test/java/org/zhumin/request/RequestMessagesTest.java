package org.zhumin.request;

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

/** Everything that the code names has a sentence, and a return never reads like a refusal. */
class RequestMessagesTest {
    private static final Properties CHINESE = read("request.properties");
    private static final Properties ENGLISH = read("request_en.properties");

    static Stream<String> everyKey() {
        return Stream.of(
                        keys("request.state.", RequestState.values()),
                        keys("request.timeline.", TimelineEntry.Type.values()),
                        keys("request.party.", RequestAction.Party.values()),
                        keys("request.reason.RETURN.", ReturnReason.values()),
                        keys("request.reason.REJECT.", RejectReason.values()),
                        keys("request.reason.EXCLUSION.", ExclusionReason.values()))
                .flatMap(keys -> keys);
    }

    private static Stream<String> keys(String prefix, Enum<?>[] values) {
        return Arrays.stream(values).map(value -> prefix + value);
    }

    @ParameterizedTest
    @MethodSource("everyKey")
    void hasASentenceInBothLanguages(String key) {
        assertThat(CHINESE.getProperty(key)).isNotBlank();
        assertThat(ENGLISH.getProperty(key)).isNotBlank();
    }

    static Stream<String> everyReturn() {
        return keys("request.reason.RETURN.", ReturnReason.values());
    }

    @ParameterizedTest
    @MethodSource("everyReturn")
    void aReturnSaysWhoIsAskedNextAndThatItGoesOn(String key) {
        assertThat(CHINESE.getProperty(key)).contains("{0}").contains("仍在办理").doesNotContain("退回");
        assertThat(ENGLISH.getProperty(key)).contains("{0}").contains("goes on");
    }

    private static Properties read(String file) {
        var all = new Properties();
        try (var in = RequestMessagesTest.class.getResourceAsStream("/messages/" + file)) {
            all.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return all;
    }
}
