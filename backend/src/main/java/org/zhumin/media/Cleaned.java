package org.zhumin.media;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * A file without what it told about place, time, device and person: the parts of the upload that
 * stay, in order, with a few new bytes between them. Pictures are not encoded anew.
 *
 * @param width in pixels as it is to be shown, that is after turning; 0 for a sound
 * @param orientation how it is to be turned, 1 to 8 as EXIF counts
 * @param decoder what decoding it takes
 */
record Cleaned(
        Format format,
        int width,
        int height,
        int orientation,
        Decoder decoder,
        List<ByteBuffer> parts) {
    private static final int SIDE_MAX = 16_384;
    private static final long PIXELS_MAX = 40_000_000;
    private static final long WHOLE_PIXELS_MAX = 8_000_000;

    /** What decoding takes. */
    enum Decoder {
        /** Memory for some rows alone. */
        BY_ROWS,
        /** Memory for the whole picture. */
        WHOLE,
        /** There is no decoder. */
        NONE
    }

    static Cleaned sound(Format format, List<ByteBuffer> parts) {
        return new Cleaned(format, 0, 0, 1, Decoder.NONE, parts);
    }

    /**
     * @param storedWidth before turning
     * @throws org.zhumin.kernel.DomainException {@link MediaProblem#TOO_MANY_PIXELS}
     */
    static Cleaned picture(
            Format format,
            int storedWidth,
            int storedHeight,
            int orientation,
            Decoder decoder,
            List<ByteBuffer> parts) {
        if (storedWidth < 1 || storedHeight < 1) {
            throw MediaProblem.UNREADABLE.refusal();
        }
        if (Math.max(storedWidth, storedHeight) > SIDE_MAX
                || (long) storedWidth * storedHeight > PIXELS_MAX) {
            throw MediaProblem.TOO_MANY_PIXELS.refusal();
        }
        boolean lying = orientation >= 5;
        return new Cleaned(
                format,
                lying ? storedHeight : storedWidth,
                lying ? storedWidth : storedHeight,
                orientation,
                decoder,
                parts);
    }

    /** Whether a thumbnail can be made; else the picture itself has to serve. */
    boolean isDecodable() {
        return switch (decoder) {
            case BY_ROWS -> true;
            case WHOLE -> (long) width * height <= WHOLE_PIXELS_MAX;
            case NONE -> false;
        };
    }

    static Cleaned of(FileBytes file) {
        Format format = Format.of(file);
        if (file.size() > format.maxBytes()) {
            throw MediaProblem.TOO_LARGE.refusal();
        }
        try {
            return switch (format) {
                case JPEG -> JpegSegments.clean(file);
                case PNG -> PngChunks.clean(file);
                case WEBP -> WebPChunks.clean(file);
                case M4A -> Mp4Boxes.clean(file);
                case MP3 -> Mp3Frames.clean(file);
            };
        } catch (IndexOutOfBoundsException _) {
            throw MediaProblem.UNREADABLE.refusal();
        }
    }
}
