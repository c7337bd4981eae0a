package org.zhumin.platform.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.zhumin.platform.InvalidConfiguration;
import org.zhumin.platform.TestConfig;

import java.time.Clock;
import java.util.Objects;

@Isolated("reads what is logged")
@ExtendWith(OutputCaptureExtension.class)
class CalendarFileTest {
    private static final String GOOD =
            """
            zhumin.calendar:
              hours: [{from: "09:00", to: "12:00"}, {from: "13:30", to: "17:00"}]
              years:
                - {year: 2026, document: d, title: t, holidays: [{name: 元旦, from: 2026-01-01, to: 2026-01-03}], worked: [2026-01-04]}
            """;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "12:00\"}, | 14:00\"}, | in order and apart",
                "from: \"09:00\" | from: \"12:00\" | in order and apart",
                "to: 2026-01-03 | to: 2025-12-31 | ends before it begins",
                "to: 2026-01-03 | to: 2026-01-04 | 2026-01-04 stands there twice",
                "worked: [2026-01-04] | worked: [2026-01-05] | is no weekend day",
                "worked: [2026-01-04] | worked: [2025-01-04] | does not lie in 2026",
            })
    void aMistakeIsNamed(String part, String mistake, String sentence) {
        String file = GOOD.replace(part, mistake);
        assertThat(file).isNotEqualTo(GOOD);
        assertThatThrownBy(() -> read(file))
                .isInstanceOf(InvalidConfiguration.class)
                .hasMessageContaining(sentence);
    }

    @Test
    void yearsFollowOneAnother() {
        String later =
                "    - {year: 2028, document: d, title: t, holidays: [{name: 元旦, from: 2028-01-01,"
                        + " to: 2028-01-01}]}\n";
        assertThatThrownBy(() -> read(GOOD + later)).hasMessageContaining("follow one another");
    }

    @Test
    void warnsSixtyDaysBeforeItEnds(CapturedOutput output) {
        var meters = new SimpleMeterRegistry();
        watch("2026-11-01 23:59", meters).warn();
        assertThat(output).doesNotContain("calendar of working days");
        assertThat(meters.get("zhumin.calendar.days.left").gauge().value()).isEqualTo(60);

        CalendarWatch watch = watch("2026-11-02 00:00", new SimpleMeterRegistry());
        watch.warn();
        assertThat(output).contains("The calendar of working days ends on 2026-12-31");
        var health = Objects.requireNonNull(watch.health());
        assertThat(health.getStatus()).isEqualTo(Status.UP);
        assertThat(health.getDetails())
                .containsEntry("until", "2026-12-31")
                .containsEntry("daysLeft", 59L)
                .containsEntry("endsSoon", true);
    }

    private static CalendarWatch watch(String now, SimpleMeterRegistry meters) {
        var clock = Clock.fixed(TestCalendar.at(now), WorkingCalendar.ZONE);
        return new CalendarWatch(read(GOOD), clock, meters);
    }

    private static WorkingCalendar read(String yaml) {
        return CalendarConfiguration.calendar(
                TestConfig.text(CalendarFile.SOURCE, yaml, CalendarFile::read));
    }
}
