package org.zhumin.media;

import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.stereotype.Component;
import org.zhumin.platform.InvalidConfiguration;

import java.net.URI;

/**
 * Where mini-programs and WeChat reach this application: {@code zhumin.public-base-url}, or outside
 * production this machine. Pictures carry it in their addresses, since {@code <image>} knows no
 * other, and WeChat fetches there what it is to check.
 */
@Component
class PublicAddress {
    private static final String PROPERTY = "zhumin.public-base-url";

    private final Environment environment;
    private final String configured;

    PublicAddress(Environment environment) {
        this.environment = environment;
        String text = environment.getProperty(PROPERTY, "").strip();
        configured = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
        boolean production = environment.acceptsProfiles(Profiles.of("prod"));
        if (production && configured.isEmpty()) {
            throw new InvalidConfiguration(
                    PROPERTY,
                    "production needs it; set it to the https:// address that phones and WeChat"
                            + " call");
        }
        if (!configured.isEmpty() && !isGood(configured, production)) {
            throw new InvalidConfiguration(
                    PROPERTY, "must be https:// and a host, without a query.");
        }
    }

    private static boolean isGood(String text, boolean production) {
        try {
            URI address = URI.create(text);
            boolean secure = "https".equals(address.getScheme());
            return address.getHost() != null
                    && address.getRawQuery() == null
                    && address.getRawFragment() == null
                    && (secure || (!production && "http".equals(address.getScheme())));
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    /** Without a slash at the end. The machine's own port is known once it listens. */
    String base() {
        return configured.isEmpty()
                ? "http://127.0.0.1:" + environment.getProperty("local.server.port", "8080")
                : configured;
    }
}
