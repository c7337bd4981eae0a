package org.zhumin.kernel;

import java.security.SecureRandom;

/**
 * Makes and checks public ids: 26 characters of Crockford's base 32 for 128 bits. Any id is at most
 * 26 characters of {@code [0-9A-Za-z]}, so that it fits a WeChat {@code scene}.
 */
public final class Ids {
    private static final char[] ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz".toCharArray();
    private static final int MOST_CHARS = 26;

    /** What a letter or digit stands for; 0 for those that stand for nothing. */
    private static final byte[] DIGITS = digits();

    private static final SecureRandom RANDOM = new SecureRandom();

    private Ids() {}

    private static byte[] digits() {
        byte[] digits = new byte[128];
        for (int i = 0; i < ALPHABET.length; i++) {
            digits[ALPHABET[i]] = (byte) i;
        }
        return digits;
    }

    public static String random() {
        byte[] bytes = new byte[16];
        RANDOM.nextBytes(bytes);
        return encode(bytes);
    }

    /** Writes the first 128 bits, so at least 16 bytes are needed. */
    public static String encode(byte[] bytes) {
        char[] text = new char[MOST_CHARS];
        int buffer = 0;
        int bits = 0;
        int out = 0;
        for (int i = 0; i < 16; i++) {
            buffer = (buffer << 8) | (bytes[i] & 0xff);
            bits += 8;
            while (bits >= 5) {
                bits -= 5;
                text[out++] = ALPHABET[(buffer >>> bits) & 31];
            }
            buffer &= (1 << bits) - 1;
        }
        text[out] = ALPHABET[(buffer << (5 - bits)) & 31];
        return new String(text);
    }

    /**
     * Reads what {@link #encode} wrote.
     *
     * @throws IllegalArgumentException if it did not write this
     */
    public static byte[] decode(String id) {
        byte[] bytes = new byte[16];
        int buffer = 0;
        int bits = 0;
        int out = 0;
        for (int i = 0; i < id.length() && out < bytes.length; i++) {
            char c = id.charAt(i);
            buffer = (buffer << 5) | (c < DIGITS.length ? DIGITS[c] : 0);
            bits += 5;
            if (bits >= 8) {
                bits -= 8;
                bytes[out++] = (byte) (buffer >>> bits);
                buffer &= (1 << bits) - 1;
            }
        }
        if (!encode(bytes).equals(id)) {
            throw new IllegalArgumentException("not an id of 128 bits");
        }
        return bytes;
    }

    public static boolean isValid(String text) {
        int length = text.length();
        boolean valid = length > 0 && length <= MOST_CHARS;
        for (int i = 0; i < length && valid; i++) {
            char c = text.charAt(i);
            valid = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        }
        return valid;
    }

    static void requireValid(String text) {
        if (!isValid(text)) {
            throw new IllegalArgumentException("not an id");
        }
    }
}
