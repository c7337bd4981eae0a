package org.zhumin.platform.web;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.zhumin.platform.Require;

/**
 * What is kept of public answers.
 *
 * @param entries answers that are kept at most, 0 for none; fewer where they are long, see {@link
 *     HotReads}
 */
@ConfigurationProperties("zhumin.hot-reads")
record HotReadProperties(@DefaultValue("20000") int entries) {
    HotReadProperties {
        Require.inRange("zhumin.hot-reads.entries", entries, 0, 80_000);
    }
}
