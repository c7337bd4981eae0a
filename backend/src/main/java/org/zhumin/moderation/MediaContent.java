package org.zhumin.moderation;

import org.springframework.stereotype.Component;
import org.zhumin.kernel.AreaCode;
import org.zhumin.kernel.DomainException;
import org.zhumin.media.MediaId;
import org.zhumin.media.MediaLibrary;
import org.zhumin.media.MediaLibrary.MediaForReview;
import org.zhumin.media.MediaProblem;
import org.zhumin.media.MediaReference;

import reactor.core.publisher.Mono;

import java.util.List;
import java.util.Locale;

/**
 * Single uploads as moderation sees them. One belongs to the desk of what it is attached to, where
 * that is moderated itself, else to the city's. Residents report the thing that shows an upload,
 * not the upload.
 */
@Component
class MediaContent implements ModeratedContent {
    static final String TYPE = "MEDIA";

    private final MediaLibrary library;
    private final ModeratedContents contents;

    MediaContent(MediaLibrary library, ModeratedContents contents) {
        this.library = library;
        this.contents = contents;
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public Mono<Content> find(String targetId) {
        return library.find(new MediaId(targetId))
                .flatMap(
                        media ->
                                holderOf(media)
                                        .map(
                                                holder ->
                                                        contentOf(
                                                                media,
                                                                holder.areaPath(),
                                                                holder.excerpt()))
                                        .defaultIfEmpty(contentOf(media, List.of(), "")));
    }

    /** What it is attached to, if that is moderated. */
    private Mono<Content> holderOf(MediaForReview media) {
        return Mono.justOrEmpty(media.reference())
                .map(MediaContent::targetOf)
                .flatMap(contents::find);
    }

    /** What stands behind a colon names a part of the thing. */
    private static Target targetOf(MediaReference reference) {
        String type = reference.type().toUpperCase(Locale.ROOT).replace('-', '_');
        int colon = reference.id().indexOf(':');
        return new Target(type, colon < 0 ? reference.id() : reference.id().substring(0, colon));
    }

    private static Content contentOf(
            MediaForReview media, List<AreaCode> areaPath, String excerpt) {
        return new Content(areaPath, media.owner(), false, excerpt, List.of(media.media()));
    }

    @Override
    public Mono<Void> withhold(String targetId, ReasonCode reason) {
        return judge(targetId, false);
    }

    @Override
    public Mono<Void> restore(String targetId) {
        return judge(targetId, true);
    }

    @Override
    public Mono<Void> appealed(String targetId) {
        return library.keepForAppeal(new MediaId(targetId));
    }

    private Mono<Void> judge(String targetId, boolean passes) {
        return library.judge(new MediaId(targetId), passes)
                .onErrorResume(MediaContent::isGone, _ -> Mono.empty());
    }

    private static boolean isGone(Throwable failure) {
        return failure instanceof DomainException refusal && refusal.is(MediaProblem.NOT_FOUND);
    }
}
