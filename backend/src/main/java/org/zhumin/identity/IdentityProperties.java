package org.zhumin.identity;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.zhumin.platform.Require;

import java.time.Duration;
import java.util.regex.Pattern;

/**
 * @param tokenLifetime how long a token is good; a signed-out one is remembered as long
 * @param sessionLifetime how long tokens can be renewed before the resident has to sign in through
 *     WeChat again
 * @param firstAdminPhone the eleven digits of the first administrator's phone: whoever binds it
 *     first becomes ADMIN of the whole city, once
 * @param documentsVersion the version of the documents that residents consent to; a new one asks
 *     everybody again
 */
@ConfigurationProperties("zhumin.identity")
record IdentityProperties(
        @DefaultValue("2h") Duration tokenLifetime,
        @DefaultValue("30d") Duration sessionLifetime,
        @Nullable String firstAdminPhone,
        @DefaultValue("2026-11") String documentsVersion) {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Pattern PHONE = Pattern.compile("\\d{11}|");

    IdentityProperties {
        Require.inRange(
                "zhumin.identity.token-lifetime", tokenLifetime, SECOND, Duration.ofHours(24));
        Require.inRange(
                "zhumin.identity.session-lifetime", sessionLifetime, SECOND, Duration.ofDays(365));
        Require.form("zhumin.identity.first-admin-phone", firstAdminPhone, PHONE, "eleven digits");
        Require.notBlank("zhumin.identity.documents-version", documentsVersion);
    }
}
