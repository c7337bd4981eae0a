package org.zhumin.media;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.zhumin.kernel.Ids;
import org.zhumin.kernel.ResidentId;
import org.zhumin.media.MediaLinks.Reach;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.nio.ByteBuffer;
import java.util.Objects;

/** Who may have the bytes: whoever has a link, the uploader, and everybody where it is public. */
@Service
class MediaAccess {
    private final MediaItems items;
    private final MediaFiles files;
    private final MediaLinks links;

    MediaAccess(MediaItems items, MediaFiles files, MediaLinks links) {
        this.items = items;
        this.files = files;
        this.links = links;
    }

    /**
     * A file that may be sent.
     *
     * @param name of its bytes
     * @param everybody whether others may keep it
     */
    record Opened(MediaItem item, String name, String contentType, long bytes, boolean everybody) {}

    /**
     * @param signature absent together with the expiry where there is no link
     */
    Mono<Opened> open(
            String id,
            MediaSize size,
            @Nullable String signature,
            @Nullable String expiry,
            @Nullable ResidentId reader) {
        if (!Ids.isValid(id)) {
            return Mono.error(MediaProblem.NOT_FOUND::refusal);
        }
        var media = new MediaId(id);
        boolean linked = signature != null || expiry != null;
        Reach reach =
                linked
                        ? links.check(
                                media,
                                size,
                                Objects.requireNonNullElse(signature, ""),
                                Objects.requireNonNullElse(expiry, ""))
                        : null;
        return items.find(media)
                .filter(MediaItem::isThere)
                .filter(item -> reach == null ? isFor(item, reader) : isWithin(item, reach))
                .mapNotNull(item -> opened(item, size, reach == null && item.isPublic()))
                .switchIfEmpty(Mono.error(MediaProblem.NOT_FOUND::refusal));
    }

    private static boolean isFor(MediaItem item, @Nullable ResidentId reader) {
        return item.isPublic() || item.owner().equals(reader);
    }

    private static boolean isWithin(MediaItem item, Reach reach) {
        return reach == Reach.ANY || item.isPassed();
    }

    /** A sound has no thumbnail; a picture without one serves as its own. */
    private static @Nullable Opened opened(MediaItem item, MediaSize size, boolean everybody) {
        String name = item.fileId();
        boolean thumb = size == MediaSize.THUMB;
        if (name == null || (thumb && item.kind() != MediaKind.IMAGE)) {
            return null;
        }
        return thumb && item.thumbBytes() > 0
                ? new Opened(
                        item,
                        MediaFiles.thumbOf(name),
                        Format.JPEG.contentType(),
                        item.thumbBytes(),
                        everybody)
                : new Opened(item, name, item.format().contentType(), item.bytes(), everybody);
    }

    Flux<ByteBuffer> read(Opened opened) {
        return files.read(opened.name());
    }
}
