package org.zhumin.platform.calendar;

import org.zhumin.platform.TestConfig;

import java.time.Instant;
import java.time.LocalDateTime;

/** The calendar of the repository, and moments written as one reads a clock. */
public final class TestCalendar {
    private TestCalendar() {}

    public static WorkingCalendar ofRepository() {
        return CalendarConfiguration.calendar(
                TestConfig.file(CalendarFile.SOURCE, CalendarFile::read));
    }

    /**
     * @param text such as {@code 2026-02-13 16:30}, in Asia/Shanghai
     */
    public static Instant at(String text) {
        return LocalDateTime.parse(text.replace(' ', 'T')).atZone(WorkingCalendar.ZONE).toInstant();
    }
}
