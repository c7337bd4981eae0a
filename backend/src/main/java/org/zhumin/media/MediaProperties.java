package org.zhumin.media;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

import java.time.Duration;

/**
 * @param linkLifetime how long a signed address opens a file
 * @param keepUnattached how long an upload that belongs to nothing is kept
 * @param workers files taken apart at a time; each keeps a processor busy
 */
@Validated
@ConfigurationProperties("zhumin.media")
record MediaProperties(
        @DefaultValue("15m") @DurationMin(minutes = 1) @DurationMax(hours = 24)
                Duration linkLifetime,
        @DefaultValue("24h") @DurationMin(minutes = 10) @DurationMax(days = 30)
                Duration keepUnattached,
        @DefaultValue("2") @Min(1) @Max(64) int workers) {}
