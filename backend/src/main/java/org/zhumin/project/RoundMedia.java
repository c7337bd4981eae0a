package org.zhumin.project;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.zhumin.identity.Actor;
import org.zhumin.media.MediaHolder;
import org.zhumin.media.MediaId;
import org.zhumin.media.MediaLibrary;
import org.zhumin.media.MediaReference;
import org.zhumin.media.MediaStatus;
import org.zhumin.media.MediaView;
import org.zhumin.media.MediaViewer;
import org.zhumin.platform.web.HotReads;

import reactor.core.publisher.Mono;

import java.util.List;

/** The pictures of how a tie was drawn. */
@Component
class RoundMedia implements MediaHolder {
    private static final String TYPE = "round";

    private final MediaLibrary library;
    private final Rounds rounds;
    private final HotReads hotReads;

    RoundMedia(MediaLibrary library, Rounds rounds, HotReads hotReads) {
        this.library = library;
        this.rounds = rounds;
        this.hotReads = hotReads;
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public Mono<Hold> hold(String id) {
        return rounds.find(new Round.Id(id))
                .filter(round -> round.drawn() != null)
                .map(_ -> Hold.KEPT)
                .defaultIfEmpty(Hold.NOT_HELD);
    }

    @Override
    public Mono<Void> judged(String id, MediaId media, MediaStatus status) {
        return hotReads.changed(RoundTopics.detail(new Round.Id(id)));
    }

    Mono<List<String>> attach(Round.Id round, @Nullable List<String> mediaIds, Actor actor) {
        return library.attach(actor.id(), mediaIds, reference(round));
    }

    /** Opens them for everybody. */
    Mono<Void> show(Round.Id round) {
        return library.show(reference(round), true);
    }

    private static MediaReference reference(Round.Id round) {
        return new MediaReference(TYPE, round.value());
    }

    /** What everybody sees of these. */
    Mono<List<MediaView>> views(List<String> ids) {
        return ids.isEmpty()
                ? Mono.just(List.of())
                : library.views(ids.stream().map(MediaId::new).toList(), MediaViewer.EVERYBODY);
    }
}
