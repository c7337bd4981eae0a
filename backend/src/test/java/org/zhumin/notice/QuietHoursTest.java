package org.zhumin.notice;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;

class QuietHoursTest {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    @ParameterizedTest
    @CsvSource({
        "22:00, 08:00, 2026-12-31T21:59:59, 2026-12-31T21:59:59",
        "22:00, 08:00, 2026-12-31T22:00:00, 2027-01-01T08:00:00",
        "22:00, 08:00, 2027-01-01T00:00:00, 2027-01-01T08:00:00",
        "22:00, 08:00, 2027-01-01T07:59:59, 2027-01-01T08:00:00",
        "22:00, 08:00, 2027-01-01T08:00:00, 2027-01-01T08:00:00",
        "22:00, 08:00, 2027-01-01T12:00:00, 2027-01-01T12:00:00",
        "12:00, 14:00, 2027-01-01T13:00:00, 2027-01-01T14:00:00",
        "12:00, 14:00, 2027-01-01T11:59:59, 2027-01-01T11:59:59",
        "12:00, 14:00, 2027-01-01T14:00:00, 2027-01-01T14:00:00",
        "00:00, 06:00, 2027-01-01T00:00:00, 2027-01-01T06:00:00",
        "22:00, 00:00, 2027-01-01T23:30:00, 2027-01-02T00:00:00",
        "00:00, 00:00, 2027-01-01T03:00:00, 2027-01-01T03:00:00"
    })
    void whatFallsIntoThemWaitsForTheirEnd(
            LocalTime from, LocalTime to, LocalDateTime time, LocalDateTime due) {
        assertThat(new QuietHours(from, to, ZONE).orEnd(time.atZone(ZONE).toInstant()))
                .isEqualTo(due.atZone(ZONE).toInstant());
    }
}
