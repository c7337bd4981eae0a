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

/** The pictures of observations and of what was answered. */
@Component
class ObservationMedia implements MediaHolder {
    private static final String TYPE = "observation";

    private final MediaLibrary library;
    private final Observations observations;
    private final HotReads hotReads;

    ObservationMedia(MediaLibrary library, Observations observations, HotReads hotReads) {
        this.library = library;
        this.observations = observations;
        this.hotReads = hotReads;
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public Mono<Hold> hold(String id) {
        return observations
                .find(new Observation.Id(id))
                .map(_ -> Hold.KEPT)
                .defaultIfEmpty(Hold.NOT_HELD);
    }

    @Override
    public Mono<Void> judged(String id, MediaId media, MediaStatus status) {
        return observations
                .find(new Observation.Id(id))
                .flatMap(found -> hotReads.changed(ProjectTopics.observations(found.project())));
    }

    Mono<List<String>> attach(
            Observation.Id observation, @Nullable List<String> mediaIds, Actor actor) {
        return library.attach(actor.id(), mediaIds, reference(observation));
    }

    /** Opens them for everybody, or closes them again, as the observation is. */
    Mono<Void> show(Observation observation) {
        return library.show(
                reference(observation.id()),
                observation.publication() == Observation.Publication.PUBLIC);
    }

    /** All of them, for who decides. */
    Mono<List<MediaView>> forJudge(Observation observation) {
        return observation.mediaIds().isEmpty()
                ? Mono.just(List.of())
                : library.viewsOf(reference(observation.id()), MediaViewer.JUDGE);
    }

    private static MediaReference reference(Observation.Id observation) {
        return new MediaReference(TYPE, observation.value());
    }
}
