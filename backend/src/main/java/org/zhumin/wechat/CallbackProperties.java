package org.zhumin.wechat;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.zhumin.platform.Require;

import java.util.regex.Pattern;

/**
 * What was entered for message push (消息推送) on the WeChat platform, where the address is {@code
 * /api/v1/wechat/callback}, the format JSON and the mode safe (安全模式).
 *
 * @param token 3 to 32 letters or digits. Unless set: made up in simulator mode, else the callback
 *     is off
 * @param aesKey the EncodingAESKey, 43 letters or digits; production needs it wherever there is a
 *     token, since the signature of a plain message does not cover its text
 */
@ConfigurationProperties("zhumin.wechat.callback")
record CallbackProperties(@DefaultValue("") String token, @DefaultValue("") String aesKey) {
    private static final Pattern TOKEN = Pattern.compile("[0-9A-Za-z]{3,32}|");
    private static final Pattern KEY = Pattern.compile("[0-9A-Za-z]{43}|");

    CallbackProperties {
        Require.form("zhumin.wechat.callback.token", token, TOKEN, "3 to 32 letters or digits");
        Require.form("zhumin.wechat.callback.aes-key", aesKey, KEY, "43 letters or digits");
    }

    /** Without the secrets. */
    @Override
    public String toString() {
        return "CallbackProperties[]";
    }
}
