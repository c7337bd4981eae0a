package org.zhumin.platform;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;

import java.time.Clock;
import java.time.ZoneId;

/** The one clock. It ticks in milliseconds, since that is what MongoDB keeps. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
class TimeConfiguration {
    @Bean
    Clock clock() {
        return Clock.tickMillis(ZoneId.of("Asia/Shanghai"));
    }
}
