package org.zhumin.wechat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Opens messages of the safe mode: AES-256-CBC with the EncodingAESKey, whose first half is the IV
 * as well; inside are 16 random bytes, the length of the message, the message and the AppID, padded
 * to 32 bytes. Not WxJava's, which looks at no AppID and compares signatures byte by byte.
 */
final class CallbackCipher {
    private static final int BLOCK = 32;
    private static final int RANDOM_BYTES = 16;
    private static final int HEAD_BYTES = RANDOM_BYTES + Integer.BYTES;

    private final byte[] key;
    private final byte[] appId;

    CallbackCipher(String aesKey, String appId) {
        this.key = Base64.getDecoder().decode(aesKey + "=");
        this.appId = appId.getBytes(StandardCharsets.UTF_8);
    }

    /** SHA-1 over the sorted parts, in hexadecimal digits: WeChat's signature of anything. */
    static String signature(String... parts) {
        String[] sorted = parts.clone();
        Arrays.sort(sorted);
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-1")
                            .digest(String.join("", sorted).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /**
     * The message inside. To be called with what carries a right signature.
     *
     * @throws org.zhumin.kernel.DomainException {@link WeChatProblem#CALLBACK_REJECTED} if it is
     *     not a message under this key for this mini-program
     */
    byte[] open(String encrypted) {
        byte[] plain = decrypt(encrypted);
        if (plain.length < HEAD_BYTES + appId.length) {
            throw WeChatProblem.CALLBACK_REJECTED.refusal();
        }
        int length = ByteBuffer.wrap(plain).getInt(RANDOM_BYTES);
        if (length < 0 || length != plain.length - HEAD_BYTES - appId.length) {
            throw WeChatProblem.CALLBACK_REJECTED.refusal();
        }
        int end = HEAD_BYTES + length;
        if (!MessageDigest.isEqual(appId, Arrays.copyOfRange(plain, end, plain.length))) {
            throw WeChatProblem.CALLBACK_REJECTED.refusal();
        }
        return Arrays.copyOfRange(plain, HEAD_BYTES, end);
    }

    private byte[] decrypt(String encrypted) {
        try {
            Cipher cipher = Cipher.getInstance("AES/CBC/NoPadding");
            cipher.init(
                    Cipher.DECRYPT_MODE,
                    new SecretKeySpec(key, "AES"),
                    new IvParameterSpec(key, 0, 16));
            return unpadded(cipher.doFinal(Base64.getDecoder().decode(encrypted)));
        } catch (GeneralSecurityException | IllegalArgumentException _) {
            throw WeChatProblem.CALLBACK_REJECTED.refusal();
        }
    }

    private static byte[] unpadded(byte[] padded) {
        int padding = padded.length == 0 ? 0 : padded[padded.length - 1];
        if (padding < 1 || padding > BLOCK || padding > padded.length) {
            throw WeChatProblem.CALLBACK_REJECTED.refusal();
        }
        return Arrays.copyOf(padded, padded.length - padding);
    }
}
