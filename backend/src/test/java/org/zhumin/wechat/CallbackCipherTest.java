package org.zhumin.wechat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import me.chanjar.weixin.common.util.crypto.WxCryptUtil;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.zhumin.kernel.DomainException;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Against WxJava's encryption, which is not ours. */
class CallbackCipherTest {
    private static final String KEY = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG";

    private final CallbackCipher cipher = new CallbackCipher(KEY, "wx1");

    /** The example of WeChat's documents. */
    @Test
    void signsAsWeChatDoes() {
        assertThat(CallbackCipher.signature("AAAAA", "1714036504", "1514711492"))
                .isEqualTo("f464b24fc39322e44b38aa78f5edd27bd1441696");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "{\"a\":\"筑民\"}", "0123456789012345678901234567"})
    void opensWhatWxJavaSealed(String message) {
        assertThat(cipher.open(sealed("wx1", message)))
                .isEqualTo(message.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aLongMessageIsOpened() {
        String message = "诉".repeat(20_000);
        assertThat(new String(cipher.open(sealed("wx1", message)), StandardCharsets.UTF_8))
                .isEqualTo(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"wx2", "xwx1", "wx11", ""})
    void aMessageForAnotherAppIsRejected(String appId) {
        assertRejected(sealed(appId, "{}"));
    }

    @Test
    void whatIsNoMessageIsRejected() {
        assertRejected("");
        assertRejected("!");
        assertRejected("AAAA");
        assertRejected(Base64.getEncoder().encodeToString(new byte[64]));
        byte[] bytes = Base64.getDecoder().decode(sealed("wx1", "{\"a\":1}"));
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] ^= 0x55;
            try {
                // What is not caught by the form has the wrong text; the signature is before this.
                assertThat(cipher.open(Base64.getEncoder().encodeToString(bytes))).isNotNull();
            } catch (DomainException refusal) {
                assertThat(refusal.is(WeChatProblem.CALLBACK_REJECTED)).isTrue();
            }
            bytes[i] ^= 0x55;
        }
    }

    private static String sealed(String appId, String message) {
        return new WxCryptUtil("token", KEY, appId).encrypt("0123456789abcdef", message);
    }

    private void assertRejected(String sealed) {
        assertThatExceptionOfType(DomainException.class)
                .isThrownBy(() -> cipher.open(sealed))
                .matches(refusal -> refusal.is(WeChatProblem.CALLBACK_REJECTED));
    }
}
