package org.zhumin.media;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.zip.CRC32;

/**
 * Walks a PNG file (ISO/IEC 15948) from chunk to chunk. What decoding and colours need stays;
 * texts, times, EXIF, further pictures of an animation, and whatever follows the end go. So does an
 * embedded colour profile, which is compressed and could be a bomb.
 */
final class PngChunks {
    private static final int SIGNATURE_BYTES = 8;

    /** Length, type and checksum. */
    private static final int FRAME_BYTES = 12;

    private static final Set<String> KEPT =
            Set.of("PLTE", "IDAT", "tRNS", "gAMA", "cHRM", "sRGB", "sBIT", "bKGD", "pHYs");

    private PngChunks() {}

    static Cleaned clean(FileBytes file) {
        var kept = new ArrayList<ByteBuffer>();
        int orientation = 1;
        boolean data = false;
        int at = endOf(file, SIGNATURE_BYTES);
        if (!typeAt(file, SIGNATURE_BYTES).equals("IHDR") || at != SIGNATURE_BYTES + 13 + 12) {
            throw MediaProblem.UNREADABLE.refusal();
        }
        String type = typeAt(file, at);
        while (!type.equals("IEND")) {
            int end = endOf(file, at);
            if (type.equals("eXIf")) {
                orientation = Orientation.read(file, at + 8, end - 4);
            } else if (KEPT.contains(type)) {
                kept.add(file.range(at, end));
                data |= type.equals("IDAT");
            }
            at = end;
            type = typeAt(file, at);
        }
        if (!data) {
            throw MediaProblem.UNREADABLE.refusal();
        }
        kept.add(file.range(at, endOf(file, at)));
        return Cleaned.picture(
                Format.PNG,
                file.length(SIGNATURE_BYTES + 8),
                file.length(SIGNATURE_BYTES + 12),
                orientation,
                Cleaned.Decoder.BY_ROWS,
                parts(file, orientation, kept));
    }

    private static String typeAt(FileBytes file, int at) {
        return file.text(at + 4, 4);
    }

    private static int endOf(FileBytes file, int at) {
        int length = file.length(at);
        if (length > file.size() - at - FRAME_BYTES) {
            throw new IndexOutOfBoundsException("chunk");
        }
        return at + FRAME_BYTES + length;
    }

    private static List<ByteBuffer> parts(FileBytes file, int orientation, List<ByteBuffer> kept) {
        var parts = new ArrayList<ByteBuffer>();
        parts.add(file.range(0, SIGNATURE_BYTES + 13 + FRAME_BYTES));
        if (orientation != 1) {
            parts.add(exif(orientation));
        }
        parts.addAll(kept);
        return parts;
    }

    private static ByteBuffer exif(int orientation) {
        ByteBuffer tiff = Orientation.tiff(orientation);
        ByteBuffer chunk = ByteBuffer.allocate(FRAME_BYTES + tiff.remaining());
        chunk.putInt(tiff.remaining());
        chunk.put("eXIf".getBytes(StandardCharsets.US_ASCII)).put(tiff);
        var crc = new CRC32();
        crc.update(chunk.array(), 4, chunk.position() - 4);
        return chunk.putInt((int) crc.getValue()).flip();
    }
}
