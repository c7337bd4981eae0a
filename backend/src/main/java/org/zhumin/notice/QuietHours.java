package org.zhumin.notice;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;

/**
 * When no message should ring.
 *
 * @param from the first quiet minute
 * @param to the first loud minute; the same as from: never quiet
 */
record QuietHours(LocalTime from, LocalTime to, ZoneId zone) {
    /** This time, or the end of the quiet hours that it lies in. */
    Instant orEnd(Instant time) {
        var local = time.atZone(zone);
        LocalTime clock = local.toLocalTime();
        if (!isQuiet(clock)) {
            return time;
        }
        var day = clock.isBefore(to) ? local.toLocalDate() : local.toLocalDate().plusDays(1);
        return day.atTime(to).atZone(zone).toInstant();
    }

    private boolean isQuiet(LocalTime clock) {
        boolean begun = !clock.isBefore(from);
        boolean goesOn = clock.isBefore(to);
        return from.isAfter(to) ? begun || goesOn : begun && goesOn;
    }
}
