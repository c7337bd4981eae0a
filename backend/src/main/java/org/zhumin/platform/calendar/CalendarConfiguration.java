package org.zhumin.platform.calendar;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The one calendar. */
@Configuration(proxyBeanMethods = false)
class CalendarConfiguration {
    @Bean
    WorkingCalendar workingCalendar(CalendarProperties properties) {
        return calendar(properties);
    }

    /** Fails with {@link org.zhumin.platform.InvalidConfiguration}. */
    static WorkingCalendar calendar(CalendarProperties properties) {
        return new WorkingCalendar(
                new AnnouncedDays(properties.years()), new OfficeHours(properties.hours()));
    }
}
