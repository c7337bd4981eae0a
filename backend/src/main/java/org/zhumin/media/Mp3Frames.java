package org.zhumin.media;

import java.nio.ByteBuffer;
import java.util.ArrayList;

/**
 * Walks an MP3 file (ISO/IEC 11172-3 and 13818-3, layer III) from frame to frame. Only frames stay;
 * the tags before and after them, with texts and pictures, go.
 */
final class Mp3Frames {
    private static final int[] KBITS_1 = {
        0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320
    };
    private static final int[] KBITS_2 = {
        0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160
    };
    private static final int[] HERTZ_1 = {44_100, 48_000, 32_000};
    private static final int TAG_HEAD_BYTES = 10;

    /** Fewer could be chance. */
    private static final int FRAMES_MIN = 3;

    private Mp3Frames() {}

    /** Whether a frame begins here, and another behind it or the file's end. */
    static boolean isFrame(FileBytes file, int at) {
        int length = frameLength(file, at);
        return length > 0 && (at + length >= file.size() || frameLength(file, at + length) > 0);
    }

    static Cleaned clean(FileBytes file) {
        int from = 0;
        while (file.hasText(from, "ID3")) {
            from += TAG_HEAD_BYTES + tagLength(file, from);
        }
        int to = from;
        int frames = 0;
        int length = frameLength(file, to);
        while (length > 0 && to + length <= file.size()) {
            to += length;
            frames++;
            length = frameLength(file, to);
        }
        if (frames < FRAMES_MIN) {
            throw MediaProblem.UNREADABLE.refusal();
        }
        var parts = new ArrayList<ByteBuffer>();
        parts.add(file.range(from, to));
        return Cleaned.sound(Format.MP3, parts);
    }

    /** Seven bits a byte. */
    private static int tagLength(FileBytes file, int at) {
        return (file.u8(at + 6) & 0x7F) << 21
                | (file.u8(at + 7) & 0x7F) << 14
                | (file.u8(at + 8) & 0x7F) << 7
                | (file.u8(at + 9) & 0x7F);
    }

    /** In bytes; 0 if no frame begins here. */
    private static int frameLength(FileBytes file, int at) {
        if (at + 4 > file.size() || file.u8(at) != 0xFF || (file.u8(at + 1) & 0xE6) != 0xE2) {
            return 0;
        }
        int version = file.u8(at + 1) >> 3 & 3;
        int rate = file.u8(at + 2) >> 4;
        int hertz = file.u8(at + 2) >> 2 & 3;
        if (version == 1 || rate == 0 || rate == 15 || hertz == 3) {
            return 0;
        }
        boolean first = version == 3;
        int divisor = first ? 1 : version == 2 ? 2 : 4;
        int samplesPerBit = first ? 144 : 72;
        int kbits = (first ? KBITS_1 : KBITS_2)[rate];
        int padding = file.u8(at + 2) >> 1 & 1;
        return samplesPerBit * kbits * 1_000 / (HERTZ_1[hertz] / divisor) + padding;
    }
}
