package org.zhumin.platform.calendar;

import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDateTime;

/** The calendar of the repository, and moments written as one reads a clock. */
public final class TestCalendar {
    private TestCalendar() {}

    public static WorkingCalendar ofRepository() {
        return CalendarConfiguration.calendar(
                bind(
                        new FileSystemResource("config/calendar.yaml"),
                        "zhumin.calendar",
                        CalendarProperties.class));
    }

    /** Reads a configuration record from one file. */
    public static <T> T bind(Resource yaml, String prefix, Class<T> type) {
        var environment = new StandardEnvironment();
        try {
            new YamlPropertySourceLoader()
                    .load("file", yaml)
                    .forEach(environment.getPropertySources()::addFirst);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var binder =
                new Binder(
                        ConfigurationPropertySources.get(environment),
                        null,
                        ApplicationConversionService.getSharedInstance());
        return binder.bind(prefix, Bindable.of(type)).get();
    }

    /**
     * @param text such as {@code 2026-02-13 16:30}, in Asia/Shanghai
     */
    public static Instant at(String text) {
        return LocalDateTime.parse(text.replace(' ', 'T')).atZone(WorkingCalendar.ZONE).toInstant();
    }
}
