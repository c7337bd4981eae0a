package org.zhumin.request;

import org.zhumin.platform.calendar.WorkingCalendar;

import java.time.Duration;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How long something may take. Written {@code 5wd}, {@code 2wh} or {@code 24h}.
 *
 * @param amount 1 to {@value #MAX}
 */
public record Limit(int amount, Unit unit) {
    static final int MAX = 400;
    private static final Pattern FORM = Pattern.compile("(\\d{1,3})(wd|wh|h)");

    public Limit {
        if (amount < 1 || amount > MAX) {
            throw new IllegalArgumentException("a limit is 1 to " + MAX);
        }
    }

    /** From its written form, which is also what configuration calls. */
    public static Limit of(String text) {
        Matcher parts = FORM.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no limit such as 5wd, 2wh or 24h");
        }
        return new Limit(
                Integer.parseInt(parts.group(1)),
                switch (parts.group(2)) {
                    case "wd" -> Unit.WORKING_DAYS;
                    case "wh" -> Unit.WORKING_HOURS;
                    default -> Unit.HOURS;
                });
    }

    Instant from(Instant start, WorkingCalendar calendar) {
        return switch (unit) {
            case WORKING_DAYS -> calendar.plusWorkingDays(start, amount);
            case WORKING_HOURS -> calendar.plusWorkingHours(start, amount);
            case HOURS -> start.plus(Duration.ofHours(amount));
        };
    }

    /**
     * The same deadline after the clock stood still: later by what was worked meanwhile, or, for
     * hours of the clock, by all of it.
     */
    Instant shift(Instant due, Instant stoppedAt, Instant goesOnAt, WorkingCalendar calendar) {
        return unit == Unit.HOURS
                ? due.plus(Duration.between(stoppedAt, goesOnAt))
                : calendar.plusWorkingTime(due, calendar.workingTimeBetween(stoppedAt, goesOnAt));
    }

    /** What the amount counts. */
    public enum Unit {
        /** 工作日. */
        WORKING_DAYS,
        /** 工作小时. */
        WORKING_HOURS,
        /** 小时, of the clock, day and night. */
        HOURS
    }
}
