package org.zhumin.wechat;

import org.zhumin.platform.InvalidConfiguration;

import java.security.SecureRandom;

/**
 * {@link CallbackProperties} that were found to fit together.
 *
 * @param token empty: the callback is off
 * @param aesKey empty: messages come in plain
 * @param appId whose messages are taken
 */
record CallbackSettings(String token, String aesKey, String appId) {
    private static final String PREFIX = "zhumin.wechat.callback.";
    private static final String ALPHABET =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    static CallbackSettings of(
            CallbackProperties properties, WeChatSettings weChat, boolean production) {
        boolean hasToken = !properties.token().isEmpty();
        boolean hasKey = !properties.aesKey().isEmpty();
        if (hasKey && !hasToken) {
            throw new InvalidConfiguration(
                    PREFIX + "token", "is needed beside aes-key; enter the one of the platform.");
        }
        if (hasToken && !hasKey && production) {
            throw new InvalidConfiguration(
                    PREFIX + "aes-key",
                    "is needed beside token; choose the safe mode on the platform.");
        }
        if (!hasToken && weChat.mode() == WeChatProperties.Mode.SIMULATOR) {
            return new CallbackSettings(random(32), random(43), weChat.appId());
        }
        return new CallbackSettings(properties.token(), properties.aesKey(), weChat.appId());
    }

    private static String random(int length) {
        var random = new SecureRandom();
        var text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return text.toString();
    }

    boolean isOn() {
        return !token.isEmpty();
    }

    boolean isEncrypted() {
        return !aesKey.isEmpty();
    }

    /** Without the secrets. */
    @Override
    public String toString() {
        return "CallbackSettings[on=" + isOn() + ", encrypted=" + isEncrypted() + "]";
    }
}
