package org.zhumin.project;

import org.springframework.stereotype.Component;
import org.zhumin.moderation.ModerationQueue;
import org.zhumin.moderation.ReasonCode;
import org.zhumin.moderation.TextJudgement;
import org.zhumin.platform.owed.EffectHandler;
import org.zhumin.platform.owed.Owed;
import org.zhumin.platform.owed.Progress;
import org.zhumin.platform.web.HotReads;

import reactor.core.publisher.Mono;

import java.util.Map;

/** What follows from a new observation: it is shown, or a person looks at it first. */
@Component
class ObservationOpening implements EffectHandler {
    private static final String KIND = "project.observation-made";
    private static final String REASON = "reason";

    private final Observations observations;
    private final ObservationMedia media;
    private final ModerationQueue queue;
    private final HotReads hotReads;

    ObservationOpening(
            Observations observations,
            ObservationMedia media,
            ModerationQueue queue,
            HotReads hotReads) {
        this.observations = observations;
        this.media = media;
        this.queue = queue;
        this.hotReads = hotReads;
    }

    static Owed debt(Observation made, TextJudgement found) {
        return Owed.of("made", KIND, Map.of(REASON, found.reason().name()), made.createdAt());
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Mono<Progress> perform(Owed owed, String document) {
        var doubt = ReasonCode.valueOf(owed.detail().getOrDefault(REASON, ReasonCode.OTHER.name()));
        return observations
                .find(new Observation.Id(document))
                .flatMap(
                        made ->
                                made.publication() == Observation.Publication.PENDING
                                        ? queue.openFirst(ObservationContent.TYPE, document, doubt)
                                        : publish(made))
                .thenReturn(Progress.done());
    }

    /** Opens its media, or closes them, and drops the lists that show it. */
    Mono<Void> publish(Observation shown) {
        return media.show(shown)
                .then(
                        Mono.defer(
                                () ->
                                        hotReads.changed(
                                                ProjectTopics.observations(shown.project()))));
    }
}
