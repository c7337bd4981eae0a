package org.zhumin.wechat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.zhumin.platform.InvalidConfiguration;
import org.zhumin.wechat.WeChatProperties.Mode;

import java.time.Duration;

class WeChatSettingsTest {
    private static final String HOST = "https://api.weixin.qq.com";

    @Test
    void withoutAnythingTheSimulatorAnswers() {
        WeChatSettings settings = WeChatSettings.of(properties(null, "", "", HOST), false);
        assertThat(settings.mode()).isEqualTo(Mode.SIMULATOR);
        assertThat(settings.appId()).isNotBlank();
        assertThat(settings.secret()).isNotBlank();
    }

    @Test
    void productionIsLive() {
        assertThat(WeChatSettings.of(properties(null, "wx1", "s", HOST), true).mode())
                .isEqualTo(Mode.LIVE);
    }

    @ParameterizedTest
    @CsvSource({
        "SIMULATOR, wx1, s, https://api.weixin.qq.com, true, mode",
        ", '', s, https://api.weixin.qq.com, true, app-id",
        ", wx1, ' ', https://api.weixin.qq.com, true, secret",
        "LIVE, '', s, https://api.weixin.qq.com, false, app-id",
        "LIVE, wx1, '', https://api.weixin.qq.com, false, secret",
        "LIVE, wx1, s, http://api.weixin.qq.com, true, api-host",
        "LIVE, wx1, s, https://api.weixin.qq.com/, true, api-host",
        "LIVE, wx1, s, https://api.weixin.qq.com/path, true, api-host",
        "LIVE, wx1, s, api.weixin.qq.com, true, api-host",
        "LIVE, wx1, s, mailto:a@b, true, api-host",
        "LIVE, wx1, s, 'https://a b', true, api-host"
    })
    void whatIsMissingIsNamed(
            Mode mode, String appId, String secret, String host, boolean prod, String property) {
        assertThatExceptionOfType(InvalidConfiguration.class)
                .isThrownBy(() -> WeChatSettings.of(properties(mode, appId, secret, host), prod))
                .withMessageStartingWith("zhumin.wechat." + property + ": ")
                .withMessageNotContaining("\n");
    }

    @Test
    void textChecksHaveTimeForOneAttempt() {
        var limits = WeChatFixture.limits(1_000, 900, 5_000);
        assertThatExceptionOfType(InvalidConfiguration.class)
                .isThrownBy(() -> WeChatSettings.of(limits, false))
                .withMessageStartingWith("zhumin.wechat.text-check-timeout: ");
    }

    private static WeChatProperties properties(
            @Nullable Mode mode, String appId, String secret, String host) {
        Duration second = Duration.ofSeconds(1);
        return new WeChatProperties(mode, appId, secret, host, second, second, second, 64, 512, 0);
    }
}
