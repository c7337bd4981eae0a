package org.zhumin.media;

import reactor.core.publisher.Mono;

/**
 * Implemented by every feature that attaches media, for one type of {@link MediaReference}. Media
 * is attached before the thing that it belongs to is stored; a day later the holder is asked
 * whether it was.
 */
public interface MediaHolder {
    /** Whether media is still wanted. */
    enum Hold {
        /** For good, until it is detached. */
        KEPT,
        /** For now: ask again in a day. */
        FOR_NOW,
        /** The thing does not exist or has no media any more: the media is deleted. */
        NOT_HELD
    }

    String type();

    Mono<Hold> hold(String id);

    /**
     * Whether others may see the media has changed. What is kept of answers that show it is to be
     * dropped. May be told twice.
     */
    default Mono<Void> judged(String id, MediaId media, MediaStatus status) {
        return Mono.empty();
    }
}
