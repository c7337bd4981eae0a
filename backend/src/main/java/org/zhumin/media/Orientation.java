package org.zhumin.media;

import java.nio.ByteBuffer;

/** The one EXIF field that is kept: how a picture is to be turned, 1 (not at all) to 8. */
final class Orientation {
    private static final int TAG = 0x0112;
    private static final int ENTRY_BYTES = 12;

    private Orientation() {}

    /** From a TIFF block, which EXIF is; 1 if it says nothing or nothing sensible. */
    static int read(FileBytes file, int from, int to) {
        try {
            boolean little = file.hasText(from, "II");
            int directory = from + Math.toIntExact(u32(file, from + 4, little));
            int entries = u16(file, directory, little);
            for (int i = 0; i < entries; i++) {
                int entry = directory + 2 + i * ENTRY_BYTES;
                if (entry + ENTRY_BYTES > to) {
                    break;
                }
                if (u16(file, entry, little) == TAG) {
                    int value = u16(file, entry + 8, little);
                    return value >= 1 && value <= 8 ? value : 1;
                }
            }
        } catch (IndexOutOfBoundsException | ArithmeticException _) {
            // Broken metadata are no reason to refuse a picture that is whole.
        }
        return 1;
    }

    private static int u16(FileBytes file, int at, boolean little) {
        return little ? file.u16Little(at) : file.u16(at);
    }

    private static long u32(FileBytes file, int at, boolean little) {
        return (little ? file.i32Little(at) : Integer.reverseBytes(file.i32Little(at)))
                & 0xFFFF_FFFFL;
    }

    /** A TIFF block of that one field. */
    static ByteBuffer tiff(int orientation) {
        return ByteBuffer.allocate(26)
                .put((byte) 'M')
                .put((byte) 'M')
                .putShort((short) 42)
                .putInt(8)
                .putShort((short) 1)
                .putShort((short) TAG)
                .putShort((short) 3)
                .putInt(1)
                .putShort((short) orientation)
                .putShort((short) 0)
                .putInt(0)
                .flip();
    }
}
