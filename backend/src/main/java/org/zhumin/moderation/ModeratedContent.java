package org.zhumin.moderation;

import org.jspecify.annotations.Nullable;
import org.zhumin.kernel.AreaCode;
import org.zhumin.kernel.Excerpt;
import org.zhumin.kernel.ResidentId;
import org.zhumin.media.MediaView;

import reactor.core.publisher.Mono;

import java.util.List;

/**
 * Implemented by every feature whose content may be complained of, one bean a type of content.
 * Effects are performed at least once and may be repeated at any time, so both must bear
 * repetition; content that is gone needs none, and they then complete.
 */
public interface ModeratedContent {
    /** The {@code targetType} in HTTP, capital letters and underscores, such as {@code REQUEST}. */
    String type();

    /** The content as it is now; empty for an id that names none. */
    Mono<Content> find(String targetId);

    /**
     * Takes it away from everybody but its owner and the desk. Completes once that is durable, and
     * cached answers are dropped.
     */
    Mono<Void> withhold(String targetId, ReasonCode reason);

    /**
     * Undoes {@link #withhold}. Also called when a person passed what was never withheld: then
     * whatever waited for that look may go on under the feature's own rules.
     */
    Mono<Void> restore(String targetId);

    /**
     * The owner has appealed: it must not go away by itself before that is decided. Fails with the
     * feature's own code if it is gone. Called before the appeal is stored.
     */
    default Mono<Void> appealed(String targetId) {
        return Mono.empty();
    }

    /**
     * @param areaPath from the city down, decides which desk looks at it; empty: the city's
     * @param owner who may appeal; absent: nobody
     * @param isPublic whether others can read it now, since only that may be reported
     * @param excerpt what a moderator needs to read; its beginning is kept
     * @param media what a moderator needs to look at or hear
     */
    record Content(
            List<AreaCode> areaPath,
            @Nullable ResidentId owner,
            boolean isPublic,
            String excerpt,
            List<MediaView> media) {
        private static final int EXCERPT_CHARS = 300;

        public Content {
            excerpt = Excerpt.of(excerpt, EXCERPT_CHARS);
            areaPath = List.copyOf(areaPath);
            media = List.copyOf(media);
        }

        boolean isOwnedBy(ResidentId resident) {
            return resident.equals(owner);
        }
    }
}
