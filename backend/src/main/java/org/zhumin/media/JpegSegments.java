package org.zhumin.media;

import org.jspecify.annotations.Nullable;
import org.zhumin.media.Cleaned.Decoder;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Walks a JPEG file (ITU-T T.81) from marker to marker. What decoding needs and the colour profile
 * stay; EXIF, XMP, comments, thumbnails, and whatever follows the picture's end go.
 */
final class JpegSegments {
    private static final int SOI = 0xD8;
    private static final int EOI = 0xD9;
    private static final int SOS = 0xDA;
    private static final int APP0 = 0xE0;
    private static final int APP1 = 0xE1;
    private static final int APP2 = 0xE2;
    private static final int APP14 = 0xEE;
    private static final int JFIF_BYTES = 14;

    private static final int BASELINE = 0xC0;
    private static final int EXTENDED = 0xC1;
    private static final int PROGRESSIVE = 0xC2;

    private final FileBytes file;
    private final List<ByteBuffer> kept = new ArrayList<>();
    private int at = 2;
    private int width;
    private int height;
    private int frame;
    private int orientation = 1;
    private int components;

    private JpegSegments(FileBytes file) {
        this.file = file;
    }

    static Cleaned clean(FileBytes file) {
        return new JpegSegments(file).walk();
    }

    private Cleaned walk() {
        ByteBuffer jfif = null;
        boolean scanned = false;
        for (int marker = nextMarker(); marker != EOI; marker = nextMarker()) {
            int start = at;
            int end = start + file.u16(start);
            if (end < start + 2 || end > file.size()) {
                throw new IndexOutOfBoundsException("segment");
            }
            at = end;
            if (marker == APP0
                    && file.hasText(start + 2, "JFIF\0")
                    && end - start >= JFIF_BYTES + 2) {
                jfif = jfif(start);
            } else if (marker == APP1 && file.hasText(start + 2, "Exif\0\0")) {
                orientation = Orientation.read(file, start + 8, end);
            } else if (isKept(marker, start)) {
                readFrame(marker, start);
                if (marker == SOS) {
                    scanned = true;
                    at = endOfScan(end);
                }
                kept.add(file.range(start - 2, at));
            }
        }
        if (!scanned || frame == 0) {
            throw MediaProblem.UNREADABLE.refusal();
        }
        return Cleaned.picture(Format.JPEG, width, height, orientation, decoder(), parts(jfif));
    }

    /** Pictures for print, of four components, the JDK does not decode. */
    private Decoder decoder() {
        if (components == 4) {
            return Decoder.NONE;
        }
        return frame == PROGRESSIVE ? Decoder.WHOLE : Decoder.BY_ROWS;
    }

    private List<ByteBuffer> parts(@Nullable ByteBuffer jfif) {
        var parts = new ArrayList<ByteBuffer>();
        parts.add(bytes(0xFF, SOI));
        if (jfif != null) {
            parts.add(jfif);
        }
        if (orientation != 1) {
            parts.add(bytes(0xFF, APP1, 0, 34));
            parts.add(ByteBuffer.wrap("Exif\0\0".getBytes(StandardCharsets.US_ASCII)));
            parts.add(Orientation.tiff(orientation));
        }
        parts.addAll(kept);
        parts.add(bytes(0xFF, EOI));
        return parts;
    }

    /** Density and no more: a thumbnail may show what was cut away from the picture. */
    private ByteBuffer jfif(int start) {
        ByteBuffer fresh = ByteBuffer.allocate(JFIF_BYTES + 4);
        fresh.put((byte) 0xFF).put((byte) APP0).putShort((short) (JFIF_BYTES + 2));
        fresh.put(file.range(start + 2, start + JFIF_BYTES));
        return fresh.put((byte) 0).put((byte) 0).flip();
    }

    private static ByteBuffer bytes(int... values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length);
        for (int value : values) {
            bytes.put((byte) value);
        }
        return bytes.flip();
    }

    /** Moves behind the marker. */
    private int nextMarker() {
        if (file.u8(at) != 0xFF) {
            throw MediaProblem.UNREADABLE.refusal();
        }
        int marker = 0xFF;
        while (marker == 0xFF) {
            marker = file.u8(++at);
        }
        at++;
        return marker;
    }

    private boolean isKept(int marker, int start) {
        return switch (marker) {
            case BASELINE, EXTENDED, PROGRESSIVE, 0xC4, SOS, 0xDB, 0xDD -> true;
            case APP2 -> file.hasText(start + 2, "ICC_PROFILE\0");
            case APP14 -> file.hasText(start + 2, "Adobe");
            default -> {
                boolean metadata = marker >= APP0 && marker <= 0xFE;
                if (!metadata) {
                    // Lossless, hierarchical or arithmetic coding, which hardly any viewer shows.
                    throw MediaProblem.UNREADABLE.refusal();
                }
                yield false;
            }
        };
    }

    private void readFrame(int marker, int start) {
        if (marker < BASELINE || marker > PROGRESSIVE) {
            return;
        }
        if (frame != 0 || file.u8(start + 2) != 8) {
            throw MediaProblem.UNREADABLE.refusal();
        }
        frame = marker;
        height = file.u16(start + 3);
        width = file.u16(start + 5);
        components = file.u8(start + 7);
    }

    /** Where the next marker is that does not belong to the compressed data. */
    private int endOfScan(int from) {
        int i = from;
        while (true) {
            if (file.u8(i) == 0xFF) {
                int next = file.u8(i + 1);
                boolean data = next == 0 || (next >= 0xD0 && next <= 0xD7);
                if (!data && next != 0xFF) {
                    return i;
                }
                if (data) {
                    i++;
                }
            }
            i++;
        }
    }
}
