package org.zhumin.media;

import org.springframework.stereotype.Component;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.time.Clock;

/** Deletes bytes, then the document that names them. Bears repetition. */
@Component
class MediaRemoval {
    private final MediaItems items;
    private final MediaFiles files;
    private final Clock clock;

    MediaRemoval(MediaItems items, MediaFiles files, Clock clock) {
        this.items = items;
        this.files = files;
        this.clock = clock;
    }

    /** Whatever it belongs to. */
    Mono<Void> erase(MediaItem item) {
        return items.startGoing(item.id(), clock.instant()).flatMap(this::finish);
    }

    /**
     * @param going so that nobody attaches it any more
     */
    Mono<Void> finish(MediaItem going) {
        String name = going.fileId();
        return deleteAttempts(going)
                .then(Mono.defer(() -> name == null ? Mono.empty() : delete(name)))
                .then(Mono.defer(() -> items.forget(going.id())));
    }

    /** Bytes that were begun and not finished. */
    Mono<Void> deleteAttempts(MediaItem item) {
        return Flux.fromIterable(item.attempts())
                .concatMap(
                        attempt ->
                                delete(attempt)
                                        .then(
                                                Mono.defer(
                                                        () ->
                                                                items.endAttempt(
                                                                        item.id(), attempt))))
                .then();
    }

    private Mono<Void> delete(String name) {
        return files.delete(name).then(Mono.defer(() -> files.delete(MediaFiles.thumbOf(name))));
    }
}
