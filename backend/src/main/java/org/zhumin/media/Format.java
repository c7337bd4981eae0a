package org.zhumin.media;

/** The file types that are taken. Names are stored, never rename. */
enum Format {
    JPEG(MediaKind.IMAGE, "image/jpeg", "jpg"),
    PNG(MediaKind.IMAGE, "image/png", "png"),
    WEBP(MediaKind.IMAGE, "image/webp", "webp"),
    M4A(MediaKind.AUDIO, "audio/mp4", "m4a"),
    MP3(MediaKind.AUDIO, "audio/mpeg", "mp3");

    /** Bytes of the largest file of any type. */
    static final long MAX_BYTES = 10L << 20;

    private static final long AUDIO_MAX_BYTES = 5L << 20;

    private final MediaKind kind;
    private final String contentType;
    private final String extension;

    Format(MediaKind kind, String contentType, String extension) {
        this.kind = kind;
        this.contentType = contentType;
        this.extension = extension;
    }

    MediaKind kind() {
        return kind;
    }

    String contentType() {
        return contentType;
    }

    String extension() {
        return extension;
    }

    long maxBytes() {
        return kind == MediaKind.IMAGE ? MAX_BYTES : AUDIO_MAX_BYTES;
    }

    /**
     * By the first bytes alone.
     *
     * @throws org.zhumin.kernel.DomainException {@link MediaProblem#TYPE_NOT_TAKEN}
     */
    static Format of(FileBytes file) {
        if (file.startsWith(0, 0xFF, 0xD8, 0xFF)) {
            return JPEG;
        }
        if (file.startsWith(0, 0x89, 'P', 'N', 'G', 0x0D, 0x0A, 0x1A, 0x0A)) {
            return PNG;
        }
        if (file.hasText(0, "RIFF") && file.hasText(8, "WEBP")) {
            return WEBP;
        }
        if (file.hasText(4, "ftyp") && Mp4Boxes.isSoundBrand(file)) {
            return M4A;
        }
        if (file.hasText(0, "ID3") || Mp3Frames.isFrame(file, 0)) {
            return MP3;
        }
        throw MediaProblem.TYPE_NOT_TAKEN.refusal();
    }
}
