package org.zhumin.platform.web;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.zhumin.platform.Require;

import java.util.List;

/**
 * How many calls a minute are taken.
 *
 * @param anonymousPerMinute calls of one address that shows no token; 0 switches the limit off
 * @param readsPerMinute GETs of one resident
 * @param writesPerMinute other calls of one resident, where no action of its own is named
 * @param anonymousUnlimited path patterns that are not counted per address: pictures, which show no
 *     token and of which a page has many, and what WeChat calls; both are signed
 * @param actions calls with a limit of their own; the first that matches counts
 */
@ConfigurationProperties("zhumin.limits")
record LimitProperties(
        @DefaultValue("1200") int anonymousPerMinute,
        @DefaultValue("600") int readsPerMinute,
        @DefaultValue("120") int writesPerMinute,
        @DefaultValue({"/api/v1/media/*", "/api/v1/wechat/callback"})
                List<String> anonymousUnlimited,
        @DefaultValue List<Action> actions) {
    LimitProperties {
        Require.atLeast("zhumin.limits.anonymous-per-minute", anonymousPerMinute, 0);
        Require.atLeast("zhumin.limits.reads-per-minute", readsPerMinute, 1);
        Require.atLeast("zhumin.limits.writes-per-minute", writesPerMinute, 1);
        anonymousUnlimited.forEach(
                path -> Require.notBlank("zhumin.limits.anonymous-unlimited", path));
    }

    /**
     * @param name counted under this name
     * @param method HTTP method
     * @param path path pattern, for example {@code /api/v1/requests/*}
     * @param perMinute calls of one resident
     */
    record Action(String name, String method, String path, int perMinute) {
        private static final String PROPERTY = "zhumin.limits.actions";

        Action {
            Require.notBlank(PROPERTY + ".name", name);
            Require.notBlank(PROPERTY + ".method", method);
            Require.notBlank(PROPERTY + ".path", path);
            Require.atLeast(PROPERTY + ".per-minute", perMinute, 1);
        }
    }
}
