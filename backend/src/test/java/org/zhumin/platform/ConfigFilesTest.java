package org.zhumin.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

class ConfigFilesTest {
    private static final ConfigFiles.Source SOURCE =
            new ConfigFiles.Source("some.yaml", "zhumin.some-thing", "zhumin.some-thing.days");
    private static final String GOOD =
            """
            zhumin:
              some-thing:
                first-day: 2026-01-01
                open: yes
                days:
                  - {name: 元旦, times: 3}
                  - {name: "2", times: 4}
            """;

    private final StandardEnvironment environment = new StandardEnvironment();
    @TempDir private Path directory;
    private ConfigFiles files;

    private record Thing(LocalDate first, boolean open, List<Day> days) {
        private static Thing read(ConfigEntry thing) {
            return new Thing(
                    thing.value("first-day", LocalDate::parse),
                    thing.flag("open", false),
                    thing.some("days", thing.entries("days", Day::read)));
        }
    }

    private record Day(String name, int times) {
        private static Day read(ConfigEntry day) {
            return new Day(day.text("name"), day.number("times", 1, 9));
        }
    }

    @BeforeEach
    void inThisDirectory() {
        files = new ConfigFiles(directory.toString(), environment);
    }

    private Thing read(String yaml) {
        try {
            Files.writeString(directory.resolve("some.yaml"), yaml);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files.read(SOURCE, Thing::read);
    }

    @ParameterizedTest
    @ValueSource(strings = {"first-day", "firstDay", "first_day"})
    void readsWhatIsThere(String name) {
        assertThat(read(GOOD.replace("first-day", name)))
                .isEqualTo(
                        new Thing(
                                LocalDate.of(2026, 1, 1),
                                true,
                                List.of(new Day("元旦", 3), new Day("2", 4))));
    }

    @Test
    void aSectionMayBeWrittenWithDots() {
        String dotted = "zhumin.some-thing: {first-day: 2026-01-01, days: [{name: a, times: 1}]}";
        assertThat(read(dotted).open()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "times: 4 | times: 14 | zhumin.some-thing.days[1].times: must be 1 to 9 and is 14.",
                "times: 4 | times: x | zhumin.some-thing.days[1].times: 'x' is no whole number.",
                "times: 4 | tims: 4 | zhumin.some-thing.days[1].times: is missing.",
                "times: 4 | times: 4, tims: 4 | zhumin.some-thing.days[1].tims: is not known here.",
                "name: 元旦 | name: [] | zhumin.some-thing.days[0].name: has to be a single value.",
                "2026-01-01 | 2026-13-01 | zhumin.some-thing.first-day: Text '2026-13-01'",
                "open: yes | open: si | zhumin.some-thing.open: 'si' is neither true nor false.",
                "first-day: | open: no # | found duplicate key open",
                "zhumin: | other: | has to stand under zhumin.some-thing.",
            })
    void aMistakeIsNamedWithItsFile(String part, String mistake, String sentence) {
        assertThatThrownBy(() -> read(GOOD.replace(part, mistake)))
                .isInstanceOf(InvalidConfiguration.class)
                .hasMessageContainingAll(sentence, directory.resolve("some.yaml").toString())
                .message()
                .doesNotContain("\n");
    }

    @Test
    void aFileThatIsMissingIsNamed() {
        assertThatThrownBy(() -> files.read(SOURCE, Thing::read))
                .isInstanceOf(InvalidConfiguration.class)
                .hasMessage(directory.resolve("some.yaml") + ": the file is missing.");
    }

    @Test
    void aFileThatMayBeMissingIsEmptyThen() {
        assertThat(files.<List<Day>>readIfPresent(SOURCE, some -> some.entries("days", Day::read)))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "zhumin.some-thing.days[0].name",
                "zhumin.someThing.days",
                "ZHUMIN_SOMETHING_DAYS_0_NAME"
            })
    void whatOnlyTheFileSaysIsRefusedElsewhere(String property) {
        environment
                .getPropertySources()
                .addFirst(new MapPropertySource("arguments", Map.of(property, "x")));
        assertThatThrownBy(() -> read(GOOD))
                .isInstanceOf(InvalidConfiguration.class)
                .hasMessageContainingAll("zhumin.some-thing.days: can only be set in", "arguments");
    }

    @Test
    void otherPropertiesOfTheSectionAreNoConcernOfTheFile() {
        environment
                .getPropertySources()
                .addFirst(new MapPropertySource("arguments", Map.of("zhumin.some-thing.a", "x")));
        assertThat(read(GOOD).days()).hasSize(2);
    }
}
