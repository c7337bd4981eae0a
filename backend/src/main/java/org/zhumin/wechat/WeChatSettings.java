package org.zhumin.wechat;

import org.zhumin.platform.InvalidConfiguration;
import org.zhumin.wechat.WeChatProperties.Mode;

import java.net.URI;

/** {@link WeChatProperties} that were found to fit together. */
record WeChatSettings(Mode mode, String appId, String secret, WeChatProperties limits) {
    private static final String PREFIX = "zhumin.wechat.";

    static WeChatSettings of(WeChatProperties properties, boolean production) {
        Mode mode = modeOf(properties, production);
        if (properties.textCheckTimeout().compareTo(properties.attemptTimeout()) < 0) {
            throw invalid("text-check-timeout", "must not be shorter than attempt-timeout.");
        }
        if (mode == Mode.SIMULATOR) {
            return new WeChatSettings(
                    mode,
                    orElse(properties.appId(), "wx-simulator"),
                    orElse(properties.secret(), "simulator-secret"),
                    properties);
        }
        require(properties.appId(), "app-id", "needs the AppID of the mini-program.");
        require(properties.secret(), "secret", "needs the AppSecret of the mini-program.");
        requireHost(properties.apiHost());
        return new WeChatSettings(mode, properties.appId(), properties.secret(), properties);
    }

    private static Mode modeOf(WeChatProperties properties, boolean production) {
        Mode mode = properties.mode();
        if (mode == null) {
            return production ? Mode.LIVE : Mode.SIMULATOR;
        }
        if (production && mode == Mode.SIMULATOR) {
            throw invalid("mode", "the simulator lets anybody in; production needs LIVE.");
        }
        return mode;
    }

    /** The secret travels in these calls, so that plain HTTP is for this machine alone. */
    private static void requireHost(String text) {
        URI host = parsed(text);
        boolean local = "http".equals(host.getScheme()) && "127.0.0.1".equals(host.getHost());
        boolean bare = "".equals(host.getRawPath()) && host.getRawQuery() == null;
        if (host.getHost() == null || !bare || !(local || "https".equals(host.getScheme()))) {
            throw invalid("api-host", "must be https:// and a host, without a path.");
        }
    }

    private static URI parsed(String text) {
        try {
            return URI.create(text);
        } catch (IllegalArgumentException _) {
            throw invalid("api-host", "is not an address.");
        }
    }

    private static void require(String value, String property, String sentence) {
        if (value.isBlank()) {
            throw invalid(property, sentence);
        }
    }

    private static String orElse(String value, String other) {
        return value.isBlank() ? other : value;
    }

    private static InvalidConfiguration invalid(String property, String sentence) {
        return new InvalidConfiguration(PREFIX + property, sentence);
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "WeChatSettings[" + limits + "]";
    }
}
