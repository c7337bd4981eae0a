package org.zhumin.project;

import org.springframework.stereotype.Component;
import org.zhumin.kernel.Ids;
import org.zhumin.moderation.ModeratedContent;
import org.zhumin.moderation.ReasonCode;
import org.zhumin.platform.web.HotReads;

import reactor.core.publisher.Mono;

import java.util.List;

/** Observations as moderation sees them. */
@Component
class ObservationContent implements ModeratedContent {
    static final String TYPE = "OBSERVATION";

    private final Observations observations;
    private final ObservationMedia media;
    private final HotReads hotReads;

    ObservationContent(Observations observations, ObservationMedia media, HotReads hotReads) {
        this.observations = observations;
        this.media = media;
        this.hotReads = hotReads;
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public Mono<Content> find(String targetId) {
        return observation(targetId)
                .flatMap(
                        found ->
                                media.forJudge(found)
                                        .map(
                                                shown ->
                                                        new Content(
                                                                found.areaPath(),
                                                                found.observer(),
                                                                found.publication()
                                                                        == Observation.Publication
                                                                                .PUBLIC,
                                                                found.text(),
                                                                shown)));
    }

    private Mono<Observation> observation(String targetId) {
        return Ids.isValid(targetId)
                ? observations.find(new Observation.Id(targetId))
                : Mono.empty();
    }

    @Override
    public Mono<Void> withhold(String targetId, ReasonCode reason) {
        return make(targetId, Observation.Publication.WITHHELD);
    }

    @Override
    public Mono<Void> restore(String targetId) {
        return make(targetId, Observation.Publication.PUBLIC);
    }

    private Mono<Void> make(String targetId, Observation.Publication publication) {
        return observation(targetId)
                .filter(found -> found.publication() != publication)
                .flatMap(found -> observations.save(found.published(publication), List.of()))
                .switchIfEmpty(Mono.defer(() -> observation(targetId)))
                .flatMap(
                        now ->
                                media.show(now)
                                        .then(
                                                Mono.defer(
                                                        () ->
                                                                hotReads.changed(
                                                                        ProjectTopics.observations(
                                                                                now.project())))));
    }
}
