package org.zhumin.project;

import org.springframework.stereotype.Component;
import org.zhumin.kernel.Slice;
import org.zhumin.project.VoteBodies.ResultView;
import org.zhumin.supervision.Subject;
import org.zhumin.supervision.Supervision;
import org.zhumin.vote.Votes;

import reactor.core.publisher.Mono;

import java.time.Clock;
import java.util.List;
import java.util.Locale;

/** Puts the public file of a project together. */
@Component
class ProjectDossiers {
    /** The rest is in the list of observations. */
    static final int MOST_OBSERVATIONS = 100;

    private final ProjectViews views;
    private final VoteViews voteViews;
    private final ObservationViews observationViews;
    private final Observations observations;
    private final Supervision supervision;
    private final Votes votes;
    private final Clock clock;

    ProjectDossiers(
            ProjectViews views,
            VoteViews voteViews,
            ObservationViews observationViews,
            Observations observations,
            Supervision supervision,
            Votes votes,
            Clock clock) {
        this.views = views;
        this.voteViews = voteViews;
        this.observationViews = observationViews;
        this.observations = observations;
        this.supervision = supervision;
        this.votes = votes;
        this.clock = clock;
    }

    Mono<ProjectDossier> of(Project project, Locale locale) {
        return Mono.zip(
                        views.view(project, locale),
                        views.entries(new Slice<>(project.publicTimeline(), null), locale),
                        results(project, locale),
                        observations
                                .listPublic(project.id(), null, MOST_OBSERVATIONS, null)
                                .flatMap(slice -> observationViews.publicViews(slice, locale)),
                        supervision
                                .about(new Subject(Subject.Type.PROJECT, project.id().value()))
                                .collectList())
                .map(
                        parts ->
                                new ProjectDossier(
                                        clock.instant(),
                                        parts.getT1(),
                                        parts.getT2().items(),
                                        parts.getT3(),
                                        parts.getT4().items(),
                                        parts.getT5()));
    }

    private Mono<List<ResultView>> results(Project project, Locale locale) {
        return votes.listOf(ProjectPolls.subject(project.id()))
                .concatMap(
                        poll ->
                                votes.findResult(poll.id())
                                        .map(result -> new VoteService.Counted(poll, result)))
                .map(counted -> voteViews.result(counted, locale))
                .collectList();
    }
}
