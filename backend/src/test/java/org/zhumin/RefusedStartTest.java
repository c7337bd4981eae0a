package org.zhumin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What the application refuses to start with, and that it says so in one line. */
@Isolated("reads what is logged")
@ExtendWith(OutputCaptureExtension.class)
class RefusedStartTest {
    private static final List<String> PRODUCTION =
            List.of(
                    "--spring.profiles.active=prod",
                    "--spring.mongodb.uri=mongodb://127.0.0.1:1/zhumin",
                    "--zhumin.redis.uri=redis://127.0.0.1:1",
                    "--zhumin.secret.master=AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=",
                    "--zhumin.wechat.app-id=wx0000000000000000",
                    "--zhumin.wechat.secret=demo",
                    "--zhumin.public-base-url=https://zhumin.example");

    static Stream<Arguments> refusedStarts() {
        return Stream.of(
                Arguments.of("spring.mongodb.uri", without("spring.mongodb.uri")),
                Arguments.of("zhumin.redis.uri", without("zhumin.redis.uri")),
                Arguments.of("zhumin.secret.master", without("zhumin.secret.master")),
                Arguments.of("zhumin.wechat.app-id", without("zhumin.wechat.app-id")),
                Arguments.of("zhumin.wechat.secret", without("zhumin.wechat.secret")),
                Arguments.of("zhumin.public-base-url", without("zhumin.public-base-url")),
                Arguments.of(
                        "zhumin.public-base-url",
                        with("--zhumin.public-base-url=http://zhumin.example")),
                Arguments.of(
                        "zhumin.wechat.callback.aes-key",
                        with("--zhumin.wechat.callback.token=abc")),
                Arguments.of("zhumin.wechat.mode", with("--zhumin.wechat.mode=SIMULATOR")),
                Arguments.of("zhumin.secret.master", with("--zhumin.secret.master=c2hvcnQ=")),
                Arguments.of(
                        "server.address",
                        List.of(
                                "--server.address=0.0.0.0",
                                "--spring.mongodb.uri=mongodb://127.0.0.1:1/zhumin",
                                "--zhumin.redis.uri=redis://127.0.0.1:1")));
    }

    private static List<String> without(String property) {
        return PRODUCTION.stream()
                .filter(argument -> !argument.startsWith("--" + property + "="))
                .toList();
    }

    private static List<String> with(String argument) {
        var all = new ArrayList<>(PRODUCTION);
        all.add(argument);
        return all;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refusedStarts")
    void namesThePropertyWithoutAStackTrace(
            String property, List<String> arguments, CapturedOutput output) {
        assertThatThrownBy(
                        () -> SpringApplication.run(Zhumin.class, arguments.toArray(String[]::new)))
                .isNotNull();
        assertThat(output.getAll().lines().filter(line -> line.contains(property + ":")))
                .hasSize(1);
        assertThat(output.getAll()).doesNotContain("\tat ").doesNotContain("c2hvcnQ=");
    }
}
