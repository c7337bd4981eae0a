package org.zhumin.project;

import org.springframework.stereotype.Component;
import org.zhumin.kernel.ResidentId;
import org.zhumin.notice.NewNotice;
import org.zhumin.notice.Notices;
import org.zhumin.platform.owed.EffectHandler;
import org.zhumin.platform.owed.Owed;
import org.zhumin.platform.owed.Progress;

import reactor.core.publisher.Mono;

import java.util.List;

/** Tells who wrote an observation that it was answered. */
@Component
class ObservationNotices implements EffectHandler {
    static final String KIND = "project.observation-notice";

    private final Observations observations;
    private final Notices notices;

    ObservationNotices(Observations observations, Notices notices) {
        this.observations = observations;
        this.notices = notices;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Mono<Progress> perform(Owed owed, String document) {
        return observations
                .find(new Observation.Id(document))
                .flatMap(this::tell)
                .thenReturn(Progress.done());
    }

    private Mono<Void> tell(Observation answered) {
        ResidentId observer = answered.observer();
        return observer == null
                ? Mono.empty()
                : notices.tell(
                        new NewNotice(
                                observer,
                                ProjectNotice.OBSERVATION_ANSWERED,
                                ProjectNotice.OBSERVATION_ANSWERED.code(),
                                answered.id().value(),
                                List.of(answered.projectTitle()),
                                ProjectNotices.pageOf(answered.project())));
    }
}
