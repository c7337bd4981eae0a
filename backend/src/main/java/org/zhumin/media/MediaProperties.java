package org.zhumin.media;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.zhumin.platform.Require;

import java.time.Duration;

/**
 * @param linkLifetime how long a signed address opens a file
 * @param keepUnattached how long an upload that belongs to nothing is kept
 * @param workers files taken apart at a time; each keeps a processor busy
 */
@ConfigurationProperties("zhumin.media")
record MediaProperties(
        @DefaultValue("15m") Duration linkLifetime,
        @DefaultValue("24h") Duration keepUnattached,
        @DefaultValue("2") int workers) {
    MediaProperties {
        Require.inRange(
                "zhumin.media.link-lifetime",
                linkLifetime,
                Duration.ofMinutes(1),
                Duration.ofHours(24));
        Require.inRange(
                "zhumin.media.keep-unattached",
                keepUnattached,
                Duration.ofMinutes(10),
                Duration.ofDays(30));
        Require.inRange("zhumin.media.workers", workers, 1, 64);
    }
}
