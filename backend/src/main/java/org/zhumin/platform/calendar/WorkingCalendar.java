package org.zhumin.platform.calendar;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * Which days and hours are worked, in Asia/Shanghai: weekdays, less the holidays and plus the
 * weekend days that the State Council has announced. Immutable; every answer depends on the
 * arguments alone.
 *
 * <p>Days are counted as the Civil Code counts them (民法典第二百零一条、第二百零三条): the day on which a period
 * begins does not count, and its last day ends when the office closes.
 *
 * <p>Outside {@link #from()} to {@link #until()} nothing is announced: there, weekends alone are
 * taken as free.
 */
public final class WorkingCalendar {
    /** The zone of every day and hour here. */
    public static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private final AnnouncedDays days;
    private final OfficeHours hours;

    WorkingCalendar(AnnouncedDays days, OfficeHours hours) {
        this.days = days;
        this.hours = hours;
    }

    public boolean isWorkingDay(LocalDate day) {
        return days.isWorked(day);
    }

    public boolean isWorkingDay(Instant at) {
        return isWorkingDay(dayOf(at));
    }

    /** The first announced day. */
    public LocalDate from() {
        return days.first();
    }

    /** The last announced day. */
    public LocalDate until() {
        return days.last();
    }

    /** How much is worked on one working day. */
    public Duration workingDay() {
        return hours.perDay();
    }

    /**
     * When the office closes on the n-th working day after the day of {@code start}; for 0, {@code
     * start} itself.
     *
     * @throws IllegalArgumentException if n is negative
     */
    public Instant plusWorkingDays(Instant start, int n) {
        if (n < 0) {
            throw new IllegalArgumentException("a period cannot be negative");
        }
        if (n == 0) {
            return start;
        }
        LocalDate day = dayOf(start);
        for (int left = n; left > 0; ) {
            day = day.plusDays(1);
            if (isWorkingDay(day)) {
                left--;
            }
        }
        return hours.closing(day);
    }

    /** {@link #plusWorkingTime} for whole hours. */
    public Instant plusWorkingHours(Instant start, int n) {
        return plusWorkingTime(start, Duration.ofHours(n));
    }

    /**
     * The first moment at which so much has been worked since {@code start}.
     *
     * @throws IllegalArgumentException if the time is negative
     */
    public Instant plusWorkingTime(Instant start, Duration time) {
        if (time.isNegative()) {
            throw new IllegalArgumentException("a period cannot be negative");
        }
        if (time.isZero()) {
            return start;
        }
        LocalDate day = dayOf(start);
        Instant at = start;
        Duration left = time;
        while (true) {
            if (isWorkingDay(day)) {
                Duration today = hours.workedBetween(day, at, startOf(day.plusDays(1)));
                if (today.compareTo(left) >= 0) {
                    return hours.after(day, at, left);
                }
                left = left.minus(today);
            }
            day = day.plusDays(1);
            at = startOf(day);
        }
    }

    /** The working days after the day of {@code from}, up to and with the day of {@code to}. */
    public int workingDaysBetween(Instant from, Instant to) {
        LocalDate last = dayOf(to);
        int count = 0;
        for (LocalDate day = dayOf(from).plusDays(1); !day.isAfter(last); day = day.plusDays(1)) {
            if (isWorkingDay(day)) {
                count++;
            }
        }
        return count;
    }

    /** How much is worked from one moment to the other; zero if the second is not later. */
    public Duration workingTimeBetween(Instant from, Instant to) {
        LocalDate last = dayOf(to);
        Duration sum = Duration.ZERO;
        for (LocalDate day = dayOf(from); !day.isAfter(last); day = day.plusDays(1)) {
            if (isWorkingDay(day)) {
                sum = sum.plus(hours.workedBetween(day, from, to));
            }
        }
        return sum;
    }

    private static LocalDate dayOf(Instant at) {
        return at.atZone(ZONE).toLocalDate();
    }

    private static Instant startOf(LocalDate day) {
        return day.atStartOfDay(ZONE).toInstant();
    }
}
