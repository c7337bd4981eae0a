package org.zhumin.wechat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.zhumin.platform.InvalidConfiguration;
import org.zhumin.wechat.WeChatProperties.Mode;

class CallbackSettingsTest {
    private static final String KEY = "a".repeat(43);

    private static CallbackSettings of(String token, String key, Mode mode, boolean production) {
        var weChat = new WeChatSettings(mode, "wx1", "s", null);
        return CallbackSettings.of(new CallbackProperties(token, key), weChat, production);
    }

    @Test
    void simulatorModeMakesThemUp() {
        var settings = of("", "", Mode.SIMULATOR, false);
        assertThat(settings.isOn() && settings.isEncrypted()).isTrue();
        assertThat(new CallbackCipher(settings.aesKey(), "wx1")).isNotNull();
        assertThat(settings.toString()).doesNotContain(settings.token(), settings.aesKey());
    }

    @Test
    void liveModeWithoutThemIsOff() {
        assertThat(of("", "", Mode.LIVE, true).isOn()).isFalse();
    }

    @Test
    void aTokenAloneIsPlainModeOutsideProduction() {
        assertThat(of("abc", "", Mode.LIVE, false).isEncrypted()).isFalse();
        assertRefused("zhumin.wechat.callback.aes-key", "abc", "", true);
    }

    @Test
    void aKeyAloneIsRefused() {
        assertRefused("zhumin.wechat.callback.token", "", KEY, false);
        assertRefused("zhumin.wechat.callback.token", "", KEY, true);
    }

    private static void assertRefused(
            String property, String token, String key, boolean production) {
        assertThatExceptionOfType(InvalidConfiguration.class)
                .isThrownBy(() -> of(token, key, Mode.LIVE, production))
                .withMessageStartingWith(property + ": ")
                .withMessageNotContaining(KEY);
    }
}
