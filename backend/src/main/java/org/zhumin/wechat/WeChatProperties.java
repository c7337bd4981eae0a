package org.zhumin.wechat;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.zhumin.platform.Require;

import java.time.Duration;

/**
 * How WeChat is reached.
 *
 * @param mode SIMULATOR answers from inside the application, LIVE calls WeChat. Unless set: LIVE in
 *     the prod profile, which refuses SIMULATOR, else SIMULATOR
 * @param appId the mini-program's AppID
 * @param secret the mini-program's AppSecret
 * @param apiHost scheme and host of WeChat's API, without a slash at the end
 * @param attemptTimeout limit of one call, and of each wait on its connection
 * @param textCheckTimeout limit of a text check with its repeats; must not be below attempt-timeout
 * @param breakerPause how long calls are refused after half of the last ones failed
 * @param connections kept open to WeChat at most
 * @param callsMax calls at a time, for each kind of call; more are refused at once
 * @param simulatorPort where the simulator listens on 127.0.0.1; 0 takes a free port
 */
@ConfigurationProperties("zhumin.wechat")
record WeChatProperties(
        @Nullable Mode mode,
        @DefaultValue("") String appId,
        @DefaultValue("") String secret,
        @DefaultValue("https://api.weixin.qq.com") String apiHost,
        @DefaultValue("1300ms") Duration attemptTimeout,
        @DefaultValue("1500ms") Duration textCheckTimeout,
        @DefaultValue("5s") Duration breakerPause,
        @DefaultValue("64") int connections,
        @DefaultValue("512") int callsMax,
        @DefaultValue("0") int simulatorPort) {
    WeChatProperties {
        requireShort("attempt-timeout", attemptTimeout, 60);
        requireShort("text-check-timeout", textCheckTimeout, 60);
        requireShort("breaker-pause", breakerPause, 300);
        Require.inRange("zhumin.wechat.connections", connections, 1, 1_000);
        Require.inRange("zhumin.wechat.calls-max", callsMax, 1, 10_000);
        Require.inRange("zhumin.wechat.simulator-port", simulatorPort, 0, 65_535);
    }

    private static void requireShort(String name, Duration time, int maxSeconds) {
        Require.inRange(
                "zhumin.wechat." + name,
                time,
                Duration.ofMillis(50),
                Duration.ofSeconds(maxSeconds));
    }

    /** Who answers. */
    enum Mode {
        SIMULATOR,
        LIVE
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "WeChatProperties[mode=" + mode + ", appId=" + appId + ", apiHost=" + apiHost + "]";
    }
}
