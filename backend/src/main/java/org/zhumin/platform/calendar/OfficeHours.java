package org.zhumin.platform.calendar;

import org.zhumin.platform.InvalidConfiguration;
import org.zhumin.platform.calendar.CalendarFile.OpenHours;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;

/** When the office is open on a working day. */
final class OfficeHours {
    private static final String PROPERTY = "zhumin.calendar.hours";

    private final List<OpenHours> open;

    /** Fails with {@link InvalidConfiguration} unless they are in order and do not touch. */
    OfficeHours(List<OpenHours> open) {
        this.open = open;
        LocalTime last = null;
        for (OpenHours hours : open) {
            if (!hours.from().isBefore(hours.to())
                    || (last != null && !last.isBefore(hours.from()))) {
                throw new InvalidConfiguration(PROPERTY, "hours must be in order and apart.");
            }
            last = hours.to();
        }
    }

    Duration perDay() {
        return open.stream()
                .map(hours -> Duration.between(hours.from(), hours.to()))
                .reduce(Duration.ZERO, Duration::plus);
    }

    Instant closing(LocalDate day) {
        return at(day, open.getLast().to());
    }

    /** How much of this working day lies between the two moments. */
    Duration workedBetween(LocalDate day, Instant from, Instant to) {
        Duration sum = Duration.ZERO;
        for (OpenHours hours : open) {
            Instant start = later(at(day, hours.from()), from);
            Instant end = earlier(at(day, hours.to()), to);
            if (start.isBefore(end)) {
                sum = sum.plus(Duration.between(start, end));
            }
        }
        return sum;
    }

    /** When so much has been worked after {@code from}, which this day must be long enough for. */
    Instant after(LocalDate day, Instant from, Duration time) {
        Duration left = time;
        for (OpenHours hours : open) {
            Instant start = later(at(day, hours.from()), from);
            Instant end = at(day, hours.to());
            if (!start.plus(left).isAfter(end)) {
                return start.plus(left);
            }
            if (start.isBefore(end)) {
                left = left.minus(Duration.between(start, end));
            }
        }
        throw new IllegalArgumentException("the day is too short");
    }

    private static Instant at(LocalDate day, LocalTime time) {
        return day.atTime(time).atZone(WorkingCalendar.ZONE).toInstant();
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }
}
