package org.zhumin.platform.calendar;

import org.zhumin.platform.InvalidConfiguration;
import org.zhumin.platform.calendar.CalendarFile.AnnouncedYear;
import org.zhumin.platform.calendar.CalendarFile.Holiday;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The days that a notice makes different from what their weekday says. */
final class AnnouncedDays {
    private static final String PROPERTY = "zhumin.calendar.years";

    /** By day: whether it is worked. */
    private final Map<LocalDate, Boolean> worked = new HashMap<>();

    private final int firstYear;
    private final int lastYear;

    /** Fails with {@link InvalidConfiguration} unless the years follow one another and agree. */
    AnnouncedDays(List<AnnouncedYear> years) {
        firstYear = years.getFirst().year();
        lastYear = years.getLast().year();
        for (int i = 0; i < years.size(); i++) {
            require(
                    years.get(i).year() == firstYear + i,
                    "the years must follow one another, the oldest first");
            add(years.get(i));
        }
    }

    private void add(AnnouncedYear year) {
        for (Holiday holiday : year.holidays()) {
            require(
                    !holiday.to().isBefore(holiday.from()),
                    holiday.name() + " of " + year.year() + " ends before it begins");
            holiday.from()
                    .datesUntil(holiday.to().plusDays(1))
                    .forEach(day -> put(year, day, false));
        }
        for (LocalDate day : year.worked()) {
            require(isWeekend(day), day + " is no weekend day, so it cannot be worked instead");
            put(year, day, true);
        }
    }

    private void put(AnnouncedYear year, LocalDate day, boolean isWorked) {
        require(day.getYear() == year.year(), day + " does not lie in " + year.year());
        require(worked.put(day, isWorked) == null, day + " stands there twice");
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new InvalidConfiguration(PROPERTY, otherwise + ".");
        }
    }

    boolean isWorked(LocalDate day) {
        return worked.getOrDefault(day, !isWeekend(day));
    }

    LocalDate first() {
        return LocalDate.of(firstYear, 1, 1);
    }

    LocalDate last() {
        return LocalDate.of(lastYear, 12, 31);
    }

    private static boolean isWeekend(LocalDate day) {
        return day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY;
    }
}
