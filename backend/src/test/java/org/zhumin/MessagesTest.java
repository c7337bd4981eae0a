package org.zhumin;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.zhumin.kernel.ProblemCode;
import org.zhumin.notice.NoticeType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Every text that people may read is there in Chinese and in English. */
class MessagesTest {
    private static final Path FOLDER = Path.of("backend/src/main/resources/messages");
    private static final Properties CHINESE = read(file -> !file.endsWith("_en.properties"));
    private static final Properties ENGLISH = read(file -> file.endsWith("_en.properties"));

    static Stream<ProblemCode> everyProblemCode() {
        return constantsOf(ProblemCode.class);
    }

    private static <T> Stream<T> constantsOf(Class<T> wanted) {
        return new ClassFileImporter()
                        .importUrl(Zhumin.class.getProtectionDomain().getCodeSource().getLocation())
                        .stream()
                        .filter(type -> type.isAssignableTo(wanted))
                        .filter(JavaClass::isEnum)
                        .map(JavaClass::reflect)
                        .flatMap(type -> Stream.of(type.getEnumConstants()))
                        .map(wanted::cast);
    }

    @ParameterizedTest
    @MethodSource("everyProblemCode")
    void aProblemHasATextInBothLanguages(ProblemCode code) {
        assertThat(CHINESE.getProperty(code.code(), ""))
                .isNotBlank()
                .matches("(?s).*[\\u4e00-\\u9fff].*");
        assertThat(ENGLISH.getProperty(code.code(), ""))
                .isNotBlank()
                .doesNotContainPattern("[\\u4e00-\\u9fff]");
        assertThat(CHINESE.getProperty("kind." + code.kind(), "")).isNotBlank();
        assertThat(ENGLISH.getProperty("kind." + code.kind(), "")).isNotBlank();
    }

    /** Whoever opens the inbox must not meet a fault. */
    @Test
    void aTypeOfNoticeHasTitleAndTextInBothLanguages() {
        for (NoticeType type : constantsOf(NoticeType.class).toList()) {
            for (String part : List.of(".title", ".text")) {
                String key = "notice." + type.code() + part;
                assertThat(CHINESE.getProperty(key, "")).as(key).isNotBlank();
                assertThat(ENGLISH.getProperty(key, "")).as(key).isNotBlank();
            }
        }
    }

    static List<String> everyKey() {
        return Stream.of(CHINESE, ENGLISH)
                .flatMap(texts -> texts.stringPropertyNames().stream())
                .distinct()
                .sorted()
                .toList();
    }

    @ParameterizedTest
    @MethodSource("everyKey")
    void aTextTakesTheSameArgumentsInBothLanguages(String key) {
        assertThat(arguments(CHINESE.getProperty(key, "missing")))
                .isEqualTo(arguments(ENGLISH.getProperty(key, "missing")));
        assertThat(CHINESE.getProperty(key)).isNotNull();
        assertThat(ENGLISH.getProperty(key)).isNotNull();
    }

    private static List<String> arguments(String text) {
        return Stream.of("{0}", "{1}", "{2}").filter(text::contains).toList();
    }

    private static Properties read(Predicate<String> wanted) {
        var all = new Properties();
        try (var files = Files.list(FOLDER)) {
            for (Path file : files.filter(path -> wanted.test(path.toString())).toList()) {
                try (var reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
                    all.load(reader);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return all;
    }
}
