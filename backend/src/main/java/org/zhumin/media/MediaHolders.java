package org.zhumin.media;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.zhumin.media.MediaHolder.Hold;

import reactor.core.publisher.Mono;

import java.util.Optional;

/** Finds who answers for what media is attached to. */
@Component
class MediaHolders {
    private final ObjectProvider<MediaHolder> holders;

    MediaHolders(ObjectProvider<MediaHolder> holders) {
        this.holders = holders;
    }

    /** A type that nobody answers for keeps its media. */
    Mono<Hold> hold(MediaReference reference) {
        return find(reference)
                .map(holder -> holder.hold(reference.id()))
                .orElse(Mono.just(Hold.KEPT));
    }

    Mono<Void> judged(MediaItem item) {
        MediaReference reference = item.reference();
        return reference == null
                ? Mono.empty()
                : find(reference)
                        .map(
                                holder ->
                                        holder.judged(
                                                reference.id(), item.id(), item.state().status()))
                        .orElse(Mono.empty());
    }

    private Optional<MediaHolder> find(MediaReference reference) {
        return holders.orderedStream()
                .filter(holder -> holder.type().equals(reference.type()))
                .findFirst();
    }
}
