package org.zhumin.project;

import org.springframework.stereotype.Component;
import org.zhumin.platform.owed.EffectHandler;
import org.zhumin.platform.owed.Owed;
import org.zhumin.platform.owed.Progress;

import reactor.core.publisher.Mono;

import java.time.Clock;

/**
 * Takes the candidates of a closed round to where the result sends them, some at a time: the
 * selected to WATCH, the others to the shelf. One that has gone there already stays.
 */
@Component
class RoundOutcomes implements EffectHandler {
    static final String KIND = "project.round-outcome";

    private static final int PORTION = 20;

    private final Rounds rounds;
    private final Projects projects;
    private final ProjectActs acts;
    private final Clock clock;

    RoundOutcomes(Rounds rounds, Projects projects, ProjectActs acts, Clock clock) {
        this.rounds = rounds;
        this.projects = projects;
        this.acts = acts;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Mono<Progress> perform(Owed owed, String document) {
        String after = owed.cursor() == null ? "" : owed.cursor();
        return rounds.get(new Round.Id(document))
                .flatMap(
                        round ->
                                projects.streamOfRound(round.id().value())
                                        .filter(one -> one.state() == ProjectState.POINT)
                                        .filter(one -> one.id().value().compareTo(after) > 0)
                                        .take(PORTION)
                                        .concatMap(one -> take(round, one))
                                        .collectList())
                .map(
                        done ->
                                done.size() < PORTION
                                        ? Progress.done()
                                        : Progress.upTo(done.getLast().id().value()));
    }

    private Mono<Project> take(Round round, Project project) {
        var step = Step.ofSystem(clock.instant());
        RoundResult result = round.result();
        return result != null && result.isSelected(project.id().value())
                ? acts.performOwn(
                        ProjectAction.SELECT,
                        project,
                        ProjectMoves.select(project, round.plan().title(), step))
                : acts.performOwn(
                        ProjectAction.SHELVE,
                        project,
                        ProjectMoves.shelve(project, ShelveReason.NOT_SELECTED, null, step));
    }
}
