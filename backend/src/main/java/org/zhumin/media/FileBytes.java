package org.zhumin.media;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * An uploaded file, mapped into memory rather than read. Reading past the end throws {@link
 * IndexOutOfBoundsException}, which is how a truncated file shows.
 */
final class FileBytes {
    private final ByteBuffer bytes;

    FileBytes(ByteBuffer bytes) {
        this.bytes = bytes.order(ByteOrder.BIG_ENDIAN);
    }

    int size() {
        return bytes.limit();
    }

    int u8(int at) {
        return bytes.get(at) & 0xFF;
    }

    int u16(int at) {
        return bytes.getShort(at) & 0xFFFF;
    }

    int u16Little(int at) {
        return u8(at) | u8(at + 1) << 8;
    }

    int u24Little(int at) {
        return u16Little(at) | u8(at + 2) << 16;
    }

    /** A length, which no file that we take has beyond 2 GB. */
    int length(int at) {
        return checked(bytes.getInt(at));
    }

    int lengthLittle(int at) {
        return checked(Integer.reverseBytes(bytes.getInt(at)));
    }

    private static int checked(int length) {
        if (length < 0) {
            throw new IndexOutOfBoundsException("longer than the file");
        }
        return length;
    }

    int i32Little(int at) {
        return Integer.reverseBytes(bytes.getInt(at));
    }

    String text(int at, int length) {
        byte[] text = new byte[length];
        bytes.get(at, text);
        return new String(text, StandardCharsets.ISO_8859_1);
    }

    boolean hasText(int at, String text) {
        return size() - at >= text.length() && text(at, text.length()).equals(text);
    }

    boolean startsWith(int at, int... expected) {
        if (size() - at < expected.length) {
            return false;
        }
        for (int i = 0; i < expected.length; i++) {
            if (u8(at + i) != expected[i]) {
                return false;
            }
        }
        return true;
    }

    /** A view, not a copy. */
    ByteBuffer range(int from, int to) {
        if (to < from) {
            throw new IndexOutOfBoundsException("a range that ends before it begins");
        }
        return bytes.slice(from, to - from);
    }
}
