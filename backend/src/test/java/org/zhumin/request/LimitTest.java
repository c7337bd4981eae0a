package org.zhumin.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.zhumin.platform.calendar.TestCalendar.at;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LimitTest {
    @ParameterizedTest
    @CsvSource({
        "5wd, 5, WORKING_DAYS",
        "2wh, 2, WORKING_HOURS",
        "24h, 24, HOURS",
        "400wd, 400, WORKING_DAYS"
    })
    void isReadFromItsWrittenForm(String text, int amount, Limit.Unit unit) {
        assertThat(Limit.of(text)).isEqualTo(new Limit(amount, unit));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "5", "wd", "5d", "-1wd", "0wd", "401wd", "1000h", "5 wd", "1.5h"})
    void anythingElseIsRefused(String text) {
        assertThatThrownBy(() -> Limit.of(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "1wd, 2026-11-27 16:00, 2026-11-30 17:00",
        "2wh, 2026-11-27 16:00, 2026-11-30 10:00",
        "2h, 2026-11-27 16:00, 2026-11-27 18:00"
    })
    void countsFromAMoment(String limit, String from, String to) {
        assertThat(Limit.of(limit).from(at(from), DeadlineFixture.CALENDAR)).isEqualTo(at(to));
    }
}
