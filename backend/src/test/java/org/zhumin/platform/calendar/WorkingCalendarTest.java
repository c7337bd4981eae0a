package org.zhumin.platform.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.zhumin.platform.calendar.TestCalendar.at;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.zhumin.platform.TestConfig;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;

class WorkingCalendarTest {
    private static final WorkingCalendar CALENDAR = TestCalendar.ofRepository();

    @ParameterizedTest
    @CsvSource({
        // The days off and the days worked of each notice.
        "2024, 28, 8",
        "2025, 28, 5",
        "2026, 33, 6"
    })
    void aYearHasTheDaysOfItsNotice(int year, int off, int worked) {
        var file = TestConfig.file(CalendarFile.SOURCE, CalendarFile::read);
        var announced =
                file.years().stream().filter(y -> y.year() == year).findFirst().orElseThrow();
        long days =
                announced.holidays().stream()
                        .mapToLong(o -> o.from().datesUntil(o.to().plusDays(1)).count())
                        .sum();
        assertThat(days).isEqualTo(off);
        assertThat(announced.worked()).hasSize(worked).allMatch(CALENDAR::isWorkingDay);
        assertThat(announced.title()).contains(Integer.toString(year));
        assertThat(announced.document()).contains("〔" + (year - 1) + "〕");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-01, false", // 元旦
        "2026-01-02, false", // a Friday off
        "2026-01-04, true", // a Sunday worked
        "2026-02-14, true", // a Saturday worked before Spring Festival
        "2026-02-15, false",
        "2026-02-23, false",
        "2026-02-24, true",
        "2026-02-28, true", // a Saturday worked after it
        "2026-03-01, false",
        "2026-09-20, true", // a Sunday worked for National Day
        "2026-10-07, false",
        "2026-10-10, true",
        "2026-11-24, true",
        "2025-10-08, false",
        "2025-10-11, true",
        "2024-02-09, true", // 除夕 of 2024 was no day off
        "2024-02-18, true",
        // Not announced: weekends alone are free.
        "2027-01-01, true",
        "2027-01-02, false",
        "2023-10-02, true"
    })
    void knowsWorkingDays(LocalDate day, boolean isWorked) {
        assertThat(CALENDAR.isWorkingDay(day)).isEqualTo(isWorked);
    }

    @ParameterizedTest
    @CsvSource({
        // The day of the start does not count, at whatever hour.
        "2026-11-24 09:00, 1, 2026-11-25 17:00",
        "2026-11-24 23:59, 1, 2026-11-25 17:00",
        "2026-11-27 10:00, 1, 2026-11-30 17:00",
        "2026-11-28 10:00, 1, 2026-11-30 17:00",
        // Spring Festival: the Saturday is worked, then nine days are off.
        "2026-02-13 16:00, 1, 2026-02-14 17:00",
        "2026-02-14 09:00, 1, 2026-02-24 17:00",
        "2026-02-13 16:00, 5, 2026-02-27 17:00",
        "2026-02-13 16:00, 6, 2026-02-28 17:00",
        "2026-02-20 12:00, 1, 2026-02-24 17:00",
        // National Day: Mid-Autumn, a worked Sunday before, a worked Saturday after.
        "2026-09-18 10:00, 1, 2026-09-20 17:00",
        "2026-09-18 10:00, 5, 2026-09-24 17:00",
        "2026-09-18 10:00, 6, 2026-09-28 17:00",
        "2026-09-30 10:00, 3, 2026-10-10 17:00",
        "2026-09-30 10:00, 4, 2026-10-12 17:00",
        // Into the new year: announced for 2026, weekends alone after it.
        "2025-12-31 10:00, 1, 2026-01-04 17:00",
        "2025-12-31 10:00, 2, 2026-01-05 17:00",
        "2026-12-31 10:00, 1, 2027-01-01 17:00",
        "2026-12-31 10:00, 2, 2027-01-04 17:00",
        "2026-11-24 10:00, 0, 2026-11-24 10:00"
    })
    void countsWorkingDays(String from, int days, String to) {
        assertThat(CALENDAR.plusWorkingDays(at(from), days)).isEqualTo(at(to));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-24 09:00, 2, 2026-11-24 11:00",
        "2026-11-24 10:00, 2, 2026-11-24 12:00",
        "2026-11-24 11:00, 2, 2026-11-24 14:30",
        "2026-11-24 12:30, 2, 2026-11-24 15:30",
        "2026-11-24 16:00, 2, 2026-11-25 10:00",
        "2026-11-24 20:00, 2, 2026-11-25 11:00",
        "2026-11-27 16:30, 2, 2026-11-30 10:30",
        "2026-02-14 16:00, 2, 2026-02-24 10:00",
        "2026-09-19 08:00, 1, 2026-09-20 10:00",
        "2025-12-31 16:00, 3, 2026-01-04 11:00",
        "2026-11-28 03:00, 0, 2026-11-28 03:00"
    })
    void countsWorkingHours(String from, int hours, String to) {
        assertThat(CALENDAR.plusWorkingHours(at(from), hours)).isEqualTo(at(to));
    }

    @Test
    void knowsHowFarItReaches() {
        assertThat(CALENDAR.from()).isEqualTo("2024-01-01");
        assertThat(CALENDAR.until()).isEqualTo("2026-12-31");
        assertThat(CALENDAR.workingDay()).isEqualTo(Duration.ofMinutes(390));
    }

    @Test
    void refusesNegativePeriods() {
        Instant now = at("2026-11-24 10:00");
        assertThatThrownBy(() -> CALENDAR.plusWorkingDays(now, -1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> CALENDAR.plusWorkingTime(now, Duration.ofMillis(-1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void readsItsFileInEveryLocale() {
        Locale before = Locale.getDefault();
        try {
            for (Locale locale : List.of(Locale.CHINA, Locale.US, Locale.GERMANY, Locale.CANADA)) {
                Locale.setDefault(locale);
                assertThat(TestCalendar.ofRepository().until()).isEqualTo("2026-12-31");
            }
        } finally {
            Locale.setDefault(before);
        }
    }

    @Property
    void daysAddedAreDaysBetween(
            @ForAll("moments") Instant start, @ForAll @IntRange(max = 40) int n) {
        Instant end = CALENDAR.plusWorkingDays(start, n);
        assertThat(CALENDAR.workingDaysBetween(start, end)).isEqualTo(n);
        if (n > 0) {
            assertThat(CALENDAR.isWorkingDay(end)).isTrue();
            assertThat(end).isAfter(start);
        }
    }

    @Property
    void timeAddedIsTimeBetween(
            @ForAll("moments") Instant start, @ForAll @IntRange(max = 20_000) int minutes) {
        var time = Duration.ofMinutes(minutes);
        Instant end = CALENDAR.plusWorkingTime(start, time);
        assertThat(CALENDAR.workingTimeBetween(start, end)).isEqualTo(time);
        assertThat(end).isAfterOrEqualTo(start);
    }

    @Property
    void aLaterStartEndsNoEarlier(
            @ForAll("moments") Instant a,
            @ForAll("moments") Instant b,
            @ForAll @IntRange(max = 30) int n) {
        Instant first = a.isBefore(b) ? a : b;
        Instant second = a.isBefore(b) ? b : a;
        assertThat(CALENDAR.plusWorkingDays(second, n))
                .isAfterOrEqualTo(CALENDAR.plusWorkingDays(first, n));
        assertThat(CALENDAR.plusWorkingHours(second, n))
                .isAfterOrEqualTo(CALENDAR.plusWorkingHours(first, n));
        assertThat(CALENDAR.plusWorkingDays(first, n + 1))
                .isAfter(CALENDAR.plusWorkingDays(first, n));
        assertThat(CALENDAR.workingTimeBetween(first, second).isNegative()).isFalse();
        assertThat(CALENDAR.workingTimeBetween(second, first)).isZero();
    }

    @Property
    void timeAddsUp(
            @ForAll("moments") Instant start,
            @ForAll @IntRange(max = 5_000) int one,
            @ForAll @IntRange(max = 5_000) int two) {
        Instant inSteps =
                CALENDAR.plusWorkingTime(
                        CALENDAR.plusWorkingTime(start, Duration.ofMinutes(one)),
                        Duration.ofMinutes(two));
        assertThat(CALENDAR.workingTimeBetween(start, inSteps))
                .isEqualTo(Duration.ofMinutes(one + two));
    }

    @Property
    void whatNoNoticeNamesIsWorkedOnWeekdays(@ForAll @IntRange(max = 3_650) int offset) {
        LocalDate day = LocalDate.of(2027, 1, 1).plusDays(offset);
        boolean isWeekday = day.getDayOfWeek().compareTo(DayOfWeek.SATURDAY) < 0;
        assertThat(CALENDAR.isWorkingDay(day)).isEqualTo(isWeekday);
    }

    @Provide
    Arbitrary<Instant> moments() {
        long first = at("2024-01-01 00:00").getEpochSecond();
        long last = at("2027-06-30 00:00").getEpochSecond();
        return Arbitraries.longs().between(first, last).map(Instant::ofEpochSecond);
    }
}
