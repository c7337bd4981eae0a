package org.zhumin.notice;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;

/**
 * When residents are told.
 *
 * @param quietFrom from when messages wait
 * @param quietTo until when; the same as quietFrom: they never wait
 * @param keep how long an entry of the inbox is kept
 */
record NoticeSettings(LocalTime quietFrom, LocalTime quietTo, Duration keep) {
    /** A property wins over the file. */
    static NoticeSettings of(NoticeProperties properties, NoticeProperties file) {
        return new NoticeSettings(
                LocalTime.parse(first(properties.quietFrom(), file.quietFrom(), "22:00")),
                LocalTime.parse(first(properties.quietTo(), file.quietTo(), "08:00")),
                first(properties.keep(), file.keep(), Duration.ofDays(400)));
    }

    private static <T> T first(@Nullable T one, @Nullable T other, T otherwise) {
        return one != null ? one : other != null ? other : otherwise;
    }

    QuietHours quietHours(ZoneId zone) {
        return new QuietHours(quietFrom, quietTo, zone);
    }
}
