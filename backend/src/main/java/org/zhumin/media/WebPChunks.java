package org.zhumin.media;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Walks a WebP file (RFC 9649) from chunk to chunk. The picture, its transparency and its colour
 * profile stay; EXIF, XMP and unknown chunks go. Moving pictures are not taken: a check looks at
 * one frame.
 */
final class WebPChunks {
    private static final int HEAD_BYTES = 12;
    private static final int FLAG_EXIF = 0x08;
    private static final int FLAG_XMP = 0x04;
    private static final int FLAG_ANIMATION = 0x02;

    private final FileBytes file;
    private final List<ByteBuffer> kept = new ArrayList<>();
    private int width;
    private int height;
    private boolean pictureSeen;
    private int canvasWidth;
    private int canvasHeight;
    private int orientation = 1;
    private int flags;

    private WebPChunks(FileBytes file) {
        this.file = file;
    }

    static Cleaned clean(FileBytes file) {
        return new WebPChunks(file).walk();
    }

    private Cleaned walk() {
        int end = 8 + file.lengthLittle(4);
        if (end > file.size()) {
            throw new IndexOutOfBoundsException("file");
        }
        int at = HEAD_BYTES;
        while (at + 8 <= end) {
            int length = file.lengthLittle(at + 4);
            if (length > end - at - 8) {
                throw new IndexOutOfBoundsException("chunk");
            }
            read(file.text(at, 4), at, length);
            at += 8 + length + (length & 1);
        }
        boolean extended = canvasWidth > 0;
        if (!pictureSeen || (extended && (canvasWidth != width || canvasHeight != height))) {
            throw MediaProblem.UNREADABLE.refusal();
        }
        return Cleaned.picture(
                Format.WEBP, width, height, orientation, Cleaned.Decoder.WHOLE, parts(extended));
    }

    private void read(String type, int at, int length) {
        int data = at + 8;
        switch (type) {
            case "VP8X" -> {
                flags = file.u8(data);
                canvasWidth = 1 + file.u24Little(data + 4);
                canvasHeight = 1 + file.u24Little(data + 7);
            }
            case "VP8 " -> {
                if (!file.startsWith(data + 3, 0x9D, 0x01, 0x2A)) {
                    throw MediaProblem.UNREADABLE.refusal();
                }
                picture(file.u16Little(data + 6) & 0x3FFF, file.u16Little(data + 8) & 0x3FFF);
                keep(at, length);
            }
            case "VP8L" -> {
                if (file.u8(data) != 0x2F) {
                    throw MediaProblem.UNREADABLE.refusal();
                }
                int bits = file.i32Little(data + 1);
                picture(1 + (bits & 0x3FFF), 1 + (bits >>> 14 & 0x3FFF));
                keep(at, length);
            }
            case "ALPH", "ICCP" -> keep(at, length);
            case "ANIM", "ANMF" -> throw MediaProblem.TYPE_NOT_TAKEN.refusal();
            case "EXIF" -> {
                int tiff = file.hasText(data, "Exif\0\0") ? data + 6 : data;
                orientation = Orientation.read(file, tiff, data + length);
            }
            default -> {
                // Not needed to show the picture.
            }
        }
    }

    private void picture(int itsWidth, int itsHeight) {
        if (pictureSeen) {
            throw MediaProblem.UNREADABLE.refusal();
        }
        pictureSeen = true;
        width = itsWidth;
        height = itsHeight;
    }

    private void keep(int at, int length) {
        kept.add(file.range(at, at + 8 + length));
        if ((length & 1) == 1) {
            kept.add(ByteBuffer.allocate(1));
        }
    }

    private List<ByteBuffer> parts(boolean extended) {
        var chunks = new ArrayList<ByteBuffer>();
        if (extended) {
            if ((flags & FLAG_ANIMATION) != 0) {
                throw MediaProblem.TYPE_NOT_TAKEN.refusal();
            }
            chunks.add(extendedHead());
        }
        chunks.addAll(kept);
        if (extended && orientation != 1) {
            ByteBuffer tiff = Orientation.tiff(orientation);
            chunks.add(head("EXIF", tiff.remaining()));
            chunks.add(tiff);
        }
        int size = 4 + chunks.stream().mapToInt(ByteBuffer::remaining).sum();
        chunks.addFirst(ByteBuffer.wrap("WEBP".getBytes(StandardCharsets.US_ASCII)));
        chunks.addFirst(head("RIFF", size));
        return chunks;
    }

    private ByteBuffer extendedHead() {
        int cleaned = (flags & ~(FLAG_EXIF | FLAG_XMP)) | (orientation == 1 ? 0 : FLAG_EXIF);
        ByteBuffer chunk = ByteBuffer.allocate(18).order(ByteOrder.LITTLE_ENDIAN);
        chunk.put(head("VP8X", 10)).putInt(cleaned);
        put24(chunk, canvasWidth - 1);
        put24(chunk, canvasHeight - 1);
        return chunk.flip();
    }

    private static void put24(ByteBuffer chunk, int value) {
        chunk.put((byte) value).put((byte) (value >> 8)).put((byte) (value >> 16));
    }

    private static ByteBuffer head(String type, int length) {
        return ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(type.getBytes(StandardCharsets.US_ASCII))
                .putInt(length)
                .flip();
    }
}
