package org.zhumin.platform.web;

import org.zhumin.kernel.Cursor;
import org.zhumin.platform.SecretPurpose;
import org.zhumin.platform.Secrets;
import org.zhumin.platform.problem.PlatformProblem;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * Writes a page position as an opaque, signed text, bound to the list it came from: path, filters
 * and viewer. A cursor of another list, or one that was tampered with, is refused.
 */
final class CursorCodec {
    private static final int SIGNATURE_BYTES = 16;
    private static final int MAX_CHARS = 1024;

    private final Secrets secrets;

    CursorCodec(Secrets secrets) {
        this.secrets = secrets;
    }

    String encode(Cursor cursor, String scope) {
        byte[] payload = write(cursor.keys());
        byte[] signature = sign(payload, scope);
        byte[] all = Arrays.copyOf(signature, signature.length + payload.length);
        System.arraycopy(payload, 0, all, signature.length, payload.length);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(all);
    }

    Cursor decode(String text, String scope) {
        byte[] all = bytesOf(text);
        byte[] signature = Arrays.copyOf(all, SIGNATURE_BYTES);
        byte[] payload = Arrays.copyOfRange(all, SIGNATURE_BYTES, all.length);
        if (!Secrets.sameBytes(signature, sign(payload, scope))) {
            throw PlatformProblem.CURSOR_INVALID.refusal();
        }
        return new Cursor(read(payload));
    }

    private static byte[] bytesOf(String text) {
        try {
            if (text.length() <= MAX_CHARS) {
                byte[] all = Base64.getUrlDecoder().decode(text);
                if (all.length > SIGNATURE_BYTES) {
                    return all;
                }
            }
        } catch (IllegalArgumentException notBase64) {
            // Refused below, like every other text that is no cursor.
        }
        throw PlatformProblem.CURSOR_INVALID.refusal();
    }

    private byte[] sign(byte[] payload, String scope) {
        String text = new String(payload, StandardCharsets.ISO_8859_1);
        return Arrays.copyOf(secrets.hmac(SecretPurpose.CURSORS, scope, text), SIGNATURE_BYTES);
    }

    private static byte[] write(List<String> keys) {
        var parts = keys.stream().map(key -> key.getBytes(StandardCharsets.UTF_8)).toList();
        var buffer = ByteBuffer.allocate(parts.stream().mapToInt(part -> part.length + 2).sum());
        parts.forEach(part -> buffer.putShort((short) part.length).put(part));
        return buffer.array();
    }

    /** Only for what our own signature vouches for. */
    private static List<String> read(byte[] payload) {
        var buffer = ByteBuffer.wrap(payload);
        var keys = new ArrayList<String>();
        while (buffer.hasRemaining()) {
            byte[] part = new byte[buffer.getShort()];
            buffer.get(part);
            keys.add(new String(part, StandardCharsets.UTF_8));
        }
        return keys;
    }
}
