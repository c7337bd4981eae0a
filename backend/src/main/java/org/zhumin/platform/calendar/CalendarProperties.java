package org.zhumin.platform.calendar;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;

/**
 * The calendar as {@code config/calendar.yaml} has it.
 *
 * @param hours when offices are open on a working day, in order and apart
 * @param years consecutive, one for each notice of the State Council
 */
@Validated
@ConfigurationProperties("zhumin.calendar")
record CalendarProperties(
        @NotEmpty List<@Valid OpenHours> hours, @NotEmpty List<@Valid AnnouncedYear> years) {
    CalendarProperties {
        hours = List.copyOf(hours);
        years = List.copyOf(years);
    }

    /** From the first moment to the first moment no longer in it. */
    record OpenHours(@NotNull LocalTime from, @NotNull LocalTime to) {}

    /**
     * What one notice says about one year.
     *
     * @param document its number, such as 国办发明电〔2025〕7号
     * @param worked weekend days that are worked
     */
    record AnnouncedYear(
            int year,
            @NotBlank String document,
            @NotBlank String title,
            @NotEmpty List<@Valid Holiday> holidays,
            @DefaultValue List<@NotNull LocalDate> worked) {
        AnnouncedYear {
            holidays = List.copyOf(holidays);
            worked = List.copyOf(worked);
        }
    }

    /** Days off, the last one included. */
    record Holiday(@NotBlank String name, @NotNull LocalDate from, @NotNull LocalDate to) {}
}
