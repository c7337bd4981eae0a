package org.zhumin.project;

import org.springframework.stereotype.Component;
import org.zhumin.vote.Poll;
import org.zhumin.vote.PollId;
import org.zhumin.vote.PollListener;
import org.zhumin.vote.PollResult;
import org.zhumin.vote.Tally;
import org.zhumin.vote.Vote;

import reactor.core.publisher.Mono;

import java.time.Clock;

/** Writes down in the project what a counted poll said. */
@Component
class ProjectCounts implements PollListener {
    private final Projects projects;
    private final ProjectActs acts;
    private final Clock clock;

    ProjectCounts(Projects projects, ProjectActs acts, Clock clock) {
        this.projects = projects;
        this.acts = acts;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return ProjectPolls.KIND;
    }

    /** Told of every poll, also of those whose outcome changes nothing. */
    @Override
    public Mono<Void> counted(Poll poll, PollResult result) {
        return projects.find(new ProjectId(poll.id().subjectId()))
                .filter(Project::isToBeCounted)
                .filter(project -> project.state().name().equals(poll.id().step().name()))
                .filter(project -> ProjectPolls.pollOf(project, poll.id().step()).equals(poll.id()))
                .flatMap(project -> record(project, result.tally()))
                .then();
    }

    @Override
    public Mono<Described> describe(PollId poll) {
        return projects.find(new ProjectId(poll.subjectId()))
                .map(
                        project ->
                                new Described(
                                        project.content().title(),
                                        ProjectNotices.pageOf(project.id()),
                                        ProjectTexts.QUARANTINE));
    }

    private Mono<Project> record(Project project, Tally tally) {
        var step = Step.ofSystem(clock.instant());
        return project.state() == ProjectState.POINT
                ? acts.performOwn(
                        ProjectAction.COUNT_POINT,
                        project,
                        ProjectMoves.countPoint(project, pointOutcome(project, tally), step))
                : acts.performOwn(
                        ProjectAction.COUNT_EVALUATION,
                        project,
                        ProjectMoves.countEvaluation(project, evaluation(project, tally), step));
    }

    private StepOutcome pointOutcome(Project project, Tally tally) {
        return StepOutcome.of(
                1,
                project.point(),
                ProjectPolls.count(tally, Tally.TOTAL),
                ProjectPolls.count(tally, Tally.choice(Vote.Choice.SUPPORT)),
                ProjectPolls.count(tally, Tally.choice(Vote.Choice.OPPOSE)),
                clock.instant());
    }

    private StepOutcome evaluation(Project project, Tally tally) {
        long total = ProjectPolls.count(tally, Tally.TOTAL);
        long satisfied =
                ProjectPolls.count(tally, Tally.score(4))
                        + ProjectPolls.count(tally, Tally.score(5));
        return StepOutcome.of(
                project.evaluation(),
                project.evaluate(),
                total,
                satisfied,
                total - satisfied,
                clock.instant());
    }
}
