package org.zhumin.platform.calendar;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.zhumin.platform.ConfigFiles;

/** The one calendar. */
@Configuration(proxyBeanMethods = false)
class CalendarConfiguration {
    @Bean
    WorkingCalendar workingCalendar(ConfigFiles files) {
        return calendar(files.read(CalendarFile.SOURCE, CalendarFile::read));
    }

    /** Fails with {@link org.zhumin.platform.InvalidConfiguration}. */
    static WorkingCalendar calendar(CalendarFile file) {
        return new WorkingCalendar(new AnnouncedDays(file.years()), new OfficeHours(file.hours()));
    }
}
