package org.zhumin.platform.calendar;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.zhumin.platform.StartupNote;

import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Says how far the calendar reaches: at start, as the health detail {@code calendar} (always up:
 * deadlines still count, only without holidays), as the gauge {@code zhumin.calendar.days.left},
 * and once a day as a warning when fewer than {@value #WARN_DAYS} days are left.
 */
@Component("calendar")
public class CalendarWatch implements HealthIndicator, StartupNote {
    /** The next year's notice has always been published by then. */
    static final int WARN_DAYS = 60;

    private static final Logger LOG = LoggerFactory.getLogger(CalendarWatch.class);

    private final WorkingCalendar calendar;
    private final Clock clock;

    CalendarWatch(WorkingCalendar calendar, Clock clock, MeterRegistry meters) {
        this.calendar = calendar;
        this.clock = clock;
        Gauge.builder("zhumin.calendar.days.left", this::daysLeft)
                .description("days until the last announced day of the calendar")
                .register(meters);
    }

    /** The last day whose holidays are announced. */
    public LocalDate until() {
        return calendar.until();
    }

    /** Negative when the last announced day has passed. */
    public long daysLeft() {
        return ChronoUnit.DAYS.between(today(), calendar.until());
    }

    public boolean endsSoon() {
        return daysLeft() < WARN_DAYS;
    }

    private LocalDate today() {
        return clock.instant().atZone(WorkingCalendar.ZONE).toLocalDate();
    }

    @Scheduled(initialDelay = 0, fixedDelay = 1, timeUnit = TimeUnit.DAYS)
    void warn() {
        if (endsSoon()) {
            LOG.warn(
                    "The calendar of working days ends on {}. Later deadlines know no holidays: "
                            + "add the next year's notice to calendar.yaml and start again.",
                    until());
        }
    }

    @Override
    public Health health() {
        return Health.up()
                .withDetail("until", until().toString())
                .withDetail("daysLeft", daysLeft())
                .withDetail("endsSoon", endsSoon())
                .build();
    }

    @Override
    public List<String> lines() {
        return List.of("Calendar     working days announced until " + until());
    }
}
