package org.zhumin.media;

import org.bson.codecs.pojo.annotations.BsonId;
import org.jspecify.annotations.Nullable;
import org.zhumin.kernel.ResidentId;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * An upload as it is stored. Public because the driver's codec for records needs it.
 *
 * @param format the name of a {@link Format}
 * @param traces how WeChat names what it was asked
 * @param askAt when WeChat is to be asked; absent: settled, or a person's matter
 * @param sweepAt when to look whether it is still wanted; absent: it is
 */
public record MongoMediaDocument(
        @BsonId MediaId id,
        ResidentId owner,
        String format,
        int width,
        int height,
        int thumbBytes,
        long bytes,
        String bodyHash,
        String state,
        @Nullable String fileId,
        @Nullable List<String> attempts,
        @Nullable List<String> traces,
        int asks,
        @Nullable Instant askAt,
        @Nullable Boolean needsPerson,
        @Nullable String reference,
        boolean shown,
        Instant createdAt,
        @Nullable Instant judgedAt,
        @Nullable Instant sweepAt) {
    static MongoMediaDocument of(MediaItem item, Instant sweepAt) {
        MediaReference reference = item.reference();
        return new MongoMediaDocument(
                item.id(),
                item.owner(),
                item.format().name(),
                item.width(),
                item.height(),
                item.thumbBytes(),
                item.bytes(),
                item.bodyHash(),
                item.state().name(),
                item.fileId(),
                item.attempts(),
                null,
                item.asks(),
                null,
                null,
                reference == null ? null : reference.key(),
                item.shown(),
                item.createdAt(),
                null,
                sweepAt);
    }

    MediaItem toDomain() {
        return new MediaItem(
                id,
                owner,
                Format.valueOf(format),
                width,
                height,
                thumbBytes,
                bytes,
                bodyHash,
                MediaState.valueOf(state),
                fileId,
                Objects.requireNonNullElse(attempts, List.of()),
                asks,
                Boolean.TRUE.equals(needsPerson),
                reference == null ? null : MediaReference.ofKey(reference),
                shown,
                createdAt);
    }
}
