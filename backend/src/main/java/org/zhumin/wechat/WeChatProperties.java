package org.zhumin.wechat;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

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
@Validated
@ConfigurationProperties("zhumin.wechat")
record WeChatProperties(
        @Nullable Mode mode,
        @DefaultValue("") String appId,
        @DefaultValue("") String secret,
        @DefaultValue("https://api.weixin.qq.com") String apiHost,
        @DefaultValue("1300ms") @DurationMin(millis = 50) @DurationMax(seconds = 60)
                Duration attemptTimeout,
        @DefaultValue("1500ms") @DurationMin(millis = 50) @DurationMax(seconds = 60)
                Duration textCheckTimeout,
        @DefaultValue("5s") @DurationMin(millis = 50) @DurationMax(seconds = 300)
                Duration breakerPause,
        @DefaultValue("64") @Min(1) @Max(1_000) int connections,
        @DefaultValue("512") @Min(1) @Max(10_000) int callsMax,
        @DefaultValue("0") @Min(0) @Max(65_535) int simulatorPort) {
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
