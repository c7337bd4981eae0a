package org.zhumin.identity;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;

import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

import java.time.Duration;

/**
 * @param tokenLifetime how long a token is good; a signed-out one is remembered as long
 * @param sessionLifetime how long tokens can be renewed before the resident has to sign in through
 *     WeChat again
 * @param firstAdminPhone the eleven digits of the first administrator's phone: whoever binds it
 *     first becomes ADMIN of the whole city, once
 * @param documentsVersion the version of the documents that residents consent to; a new one asks
 *     everybody again
 */
@Validated
@ConfigurationProperties("zhumin.identity")
record IdentityProperties(
        @DefaultValue("2h") @DurationMin(seconds = 1) @DurationMax(hours = 24)
                Duration tokenLifetime,
        @DefaultValue("30d") @DurationMin(seconds = 1) @DurationMax(days = 365)
                Duration sessionLifetime,
        @Nullable @Pattern(regexp = "\\d{11}|") String firstAdminPhone,
        @DefaultValue("2026-11") @NotBlank String documentsVersion) {}
