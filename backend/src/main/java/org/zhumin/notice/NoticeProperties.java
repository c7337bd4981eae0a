package org.zhumin.notice;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Pattern;

import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;

/**
 * How residents are told.
 *
 * @param quietFrom from when messages wait, {@code HH:mm}
 * @param quietTo until when; the same as quiet-from: they never wait
 * @param keep how long an entry of the inbox is kept
 * @param templates the operator's templates at WeChat; none: inbox only
 */
@Validated
@ConfigurationProperties("zhumin.notice")
record NoticeProperties(
        @DefaultValue("22:00") @Pattern(regexp = CLOCK) String quietFrom,
        @DefaultValue("08:00") @Pattern(regexp = CLOCK) String quietTo,
        @DefaultValue("400d") @DurationMin(days = 30) Duration keep,
        @DefaultValue @Valid List<Template> templates) {
    private static final String CLOCK = "([01]\\d|2[0-3]):[0-5]\\d";

    QuietHours quietHours(ZoneId zone) {
        return new QuietHours(LocalTime.parse(quietFrom), LocalTime.parse(quietTo), zone);
    }
}
