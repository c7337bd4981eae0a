package org.zhumin.media;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Walks an MPEG-4 sound file (ISO/IEC 14496-12) from box to box. Boxes with texts, places and
 * pictures become empty ones of the same length, since the file's tables count bytes from its
 * beginning. A film is not taken.
 */
final class Mp4Boxes {
    private static final Set<String> SOUND_BRANDS =
            Set.of("M4A ", "M4B ", "mp41", "mp42", "isom", "iso2", "iso5", "iso6", "dash");
    private static final Set<String> KEPT =
            Set.of("ftyp", "styp", "moov", "mdat", "moof", "sidx", "mfra");
    private static final Set<String> EMPTIED = Set.of("udta", "meta", "uuid", "free", "skip");

    private final FileBytes file;
    private final List<ByteBuffer> parts = new ArrayList<>();
    private int written;
    private boolean sound;
    private boolean samples;

    private Mp4Boxes(FileBytes file) {
        this.file = file;
    }

    static boolean isSoundBrand(FileBytes file) {
        return file.size() >= 12 && SOUND_BRANDS.contains(file.text(8, 4));
    }

    static Cleaned clean(FileBytes file) {
        var boxes = new Mp4Boxes(file);
        boxes.walk(0, file.size(), "");
        if (!boxes.sound || !boxes.samples) {
            throw MediaProblem.UNREADABLE.refusal();
        }
        boxes.keepUntil(file.size());
        return Cleaned.sound(Format.M4A, boxes.parts);
    }

    private void walk(int from, int to, String parent) {
        int at = from;
        while (at + 8 <= to) {
            int length = file.length(at);
            int head = 8;
            if (length == 1) {
                head = 16;
                length = file.length(at + 8) == 0 ? file.length(at + 12) : Integer.MAX_VALUE;
            } else if (length == 0) {
                length = to - at;
            }
            if (length < head || length > to - at) {
                throw new IndexOutOfBoundsException("box");
            }
            read(file.text(at + 4, 4), parent, at, head, at + length);
            at += length;
        }
    }

    private void read(String type, String parent, int at, int head, int end) {
        boolean unknown = parent.isEmpty() && !KEPT.contains(type);
        if (unknown || EMPTIED.contains(type)) {
            empty(at, head, end);
        } else {
            switch (parent + "/" + type) {
                case "/moov", "moov/trak", "trak/mdia" -> walk(at + head, end, type);
                case "mdia/hdlr" -> {
                    if (!file.text(at + head + 8, 4).equals("soun")) {
                        throw MediaProblem.TYPE_NOT_TAKEN.refusal();
                    }
                    sound = true;
                }
                case "/mdat" -> samples = true;
                default -> {
                    // Needed to play it.
                }
            }
        }
    }

    private void empty(int at, int head, int end) {
        keepUntil(at + 4);
        parts.add(ByteBuffer.wrap("free".getBytes(StandardCharsets.US_ASCII)));
        written += 4;
        keepUntil(at + head);
        parts.add(ByteBuffer.allocate(end - at - head));
        written = end;
    }

    private void keepUntil(int end) {
        parts.add(file.range(written, end));
        written = end;
    }
}
