package org.zhumin.platform.calendar;

import org.zhumin.platform.ConfigEntry;
import org.zhumin.platform.ConfigFiles;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;

/**
 * The calendar as {@code config/calendar.yaml} has it.
 *
 * @param hours when offices are open on a working day, in order and apart
 * @param years consecutive, one for each notice of the State Council
 */
record CalendarFile(List<OpenHours> hours, List<AnnouncedYear> years) {
    static final ConfigFiles.Source SOURCE =
            new ConfigFiles.Source("calendar.yaml", "zhumin.calendar", "zhumin.calendar");

    CalendarFile {
        hours = List.copyOf(hours);
        years = List.copyOf(years);
    }

    static CalendarFile read(ConfigEntry file) {
        return new CalendarFile(
                file.some("hours", file.entries("hours", OpenHours::read)),
                file.some("years", file.entries("years", AnnouncedYear::read)));
    }

    /** From the first moment to the first moment no longer in it. */
    record OpenHours(LocalTime from, LocalTime to) {
        private static OpenHours read(ConfigEntry hours) {
            return new OpenHours(
                    hours.value("from", LocalTime::parse), hours.value("to", LocalTime::parse));
        }
    }

    /**
     * What one notice says about one year.
     *
     * @param document its number, such as 国办发明电〔2025〕7号
     * @param worked weekend days that are worked
     */
    record AnnouncedYear(
            int year,
            String document,
            String title,
            List<Holiday> holidays,
            List<LocalDate> worked) {
        AnnouncedYear {
            holidays = List.copyOf(holidays);
            worked = List.copyOf(worked);
        }

        private static AnnouncedYear read(ConfigEntry year) {
            return new AnnouncedYear(
                    year.number("year", 1, 9999),
                    year.text("document"),
                    year.text("title"),
                    year.some("holidays", year.entries("holidays", Holiday::read)),
                    year.values("worked", LocalDate::parse));
        }
    }

    /** Days off, the last one included. */
    record Holiday(String name, LocalDate from, LocalDate to) {
        private static Holiday read(ConfigEntry holiday) {
            return new Holiday(
                    holiday.text("name"),
                    holiday.value("from", LocalDate::parse),
                    holiday.value("to", LocalDate::parse));
        }
    }
}
