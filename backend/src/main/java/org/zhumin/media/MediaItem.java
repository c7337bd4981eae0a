package org.zhumin.media;

import org.jspecify.annotations.Nullable;
import org.zhumin.kernel.ResidentId;

import java.time.Instant;
import java.util.List;

/**
 * One upload.
 *
 * @param width as shown; 0 for a sound
 * @param thumbBytes 0: there is none, and a picture itself has to serve
 * @param bytes of the stored file
 * @param bodyHash of the call that made it, for its Idempotency-Key
 * @param fileId names its bytes; absent while they are being stored
 * @param attempts names of bytes that were begun and not finished
 * @param asks how often WeChat was asked and took the question
 * @param needsPerson whether WeChat leaves it to a person
 * @param shown whether what it is attached to is public
 */
record MediaItem(
        MediaId id,
        ResidentId owner,
        Format format,
        int width,
        int height,
        int thumbBytes,
        long bytes,
        String bodyHash,
        MediaState state,
        @Nullable String fileId,
        List<String> attempts,
        int asks,
        boolean needsPerson,
        @Nullable MediaReference reference,
        boolean shown,
        Instant createdAt) {
    MediaItem {
        attempts = List.copyOf(attempts);
    }

    /** Before its bytes are stored. */
    static MediaItem begin(
            MediaId id,
            ResidentId owner,
            Cleaned file,
            int thumbBytes,
            long bytes,
            String bodyHash,
            Instant now) {
        return new MediaItem(
                id,
                owner,
                file.format(),
                file.width(),
                file.height(),
                thumbBytes,
                bytes,
                bodyHash,
                MediaState.STORING,
                null,
                List.of(),
                0,
                false,
                null,
                false,
                now);
    }

    /** Whether anybody may know of it. */
    boolean isThere() {
        return state != MediaState.STORING && state != MediaState.GOING;
    }

    boolean isPassed() {
        return state == MediaState.PASSED;
    }

    /** Open without a link. */
    boolean isPublic() {
        return shown && isPassed();
    }

    MediaKind kind() {
        return format.kind();
    }
}
