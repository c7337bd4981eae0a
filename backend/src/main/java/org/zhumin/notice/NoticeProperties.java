package org.zhumin.notice;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.zhumin.platform.Require;

import java.time.Duration;
import java.util.regex.Pattern;

/**
 * When residents are told. What is not set here may be set in {@code config/notices.yaml}.
 *
 * @param quietFrom from when messages wait, {@code HH:mm}; 22:00 unless set
 * @param quietTo until when, 08:00 unless set; the same as quiet-from: they never wait
 * @param keep how long an entry of the inbox is kept; 400 days unless set
 */
@ConfigurationProperties("zhumin.notice")
record NoticeProperties(
        @Nullable String quietFrom, @Nullable String quietTo, @Nullable Duration keep) {
    static final Pattern CLOCK = Pattern.compile("([01]\\d|2[0-3]):[0-5]\\d");
    private static final Duration LEAST = Duration.ofDays(30);

    NoticeProperties {
        Require.form("zhumin.notice.quiet-from", quietFrom, CLOCK, "a time such as 22:00");
        Require.form("zhumin.notice.quiet-to", quietTo, CLOCK, "a time such as 08:00");
        if (keep != null) {
            Require.atLeast("zhumin.notice.keep", keep, LEAST);
        }
    }
}
