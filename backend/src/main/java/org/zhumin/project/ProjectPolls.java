package org.zhumin.project;

import org.springframework.stereotype.Component;
import org.zhumin.identity.Verification;
import org.zhumin.kernel.DomainException;
import org.zhumin.platform.owed.EffectHandler;
import org.zhumin.platform.owed.Owed;
import org.zhumin.platform.owed.Progress;
import org.zhumin.project.ProjectDebts.PollTask;
import org.zhumin.vote.EligibilityPolicy;
import org.zhumin.vote.Poll;
import org.zhumin.vote.PollId;
import org.zhumin.vote.Tally;
import org.zhumin.vote.VoteProblem;
import org.zhumin.vote.VoteStep;
import org.zhumin.vote.Votes;

import reactor.core.publisher.Mono;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * The polls of a project in the vote engine: opens, moves and ends them as the project goes. A poll
 * that is open shows the project's own dates.
 */
@Component
class ProjectPolls implements EffectHandler {
    static final String KIND = "project";

    private final Projects projects;
    private final Votes votes;
    private final ProjectProperties properties;
    private final Clock clock;

    ProjectPolls(Projects projects, Votes votes, ProjectProperties properties, Clock clock) {
        this.projects = projects;
        this.votes = votes;
        this.properties = properties;
        this.clock = clock;
    }

    /** What is voted on. */
    static String subject(ProjectId id) {
        return KIND + ":" + id.value();
    }

    static PollId pollOf(Project project, VoteStep step) {
        return project.stage().pollOf(step);
    }

    @Override
    public String kind() {
        return ProjectDebts.POLL;
    }

    @Override
    public Mono<Progress> perform(Owed owed, String document) {
        Map<String, String> detail = owed.detail();
        var task = PollTask.valueOf(detail.getOrDefault("task", ""));
        var step = VoteStep.valueOf(detail.getOrDefault("step", ""));
        return projects.find(new ProjectId(document))
                .flatMap(
                        project ->
                                switch (task) {
                                    case OPEN -> open(project, step);
                                    case MOVE -> move(project, step);
                                    case END -> end(project);
                                })
                .thenReturn(Progress.done());
    }

    /** One that was opened and moved since is another already, and right. */
    private Mono<Void> open(Project project, VoteStep step) {
        return votes.open(poll(project, step))
                .then()
                .onErrorResume(refusal -> is(refusal, VoteProblem.OTHER_POLL), _ -> Mono.empty());
    }

    private Mono<Void> move(Project project, VoteStep step) {
        Instant closesAt = project.closesAt();
        return closesAt == null ? Mono.empty() : close(pollOf(project, step), closesAt);
    }

    private Mono<Void> close(PollId id, Instant closesAt) {
        return votes.closeAt(id, closesAt)
                .then()
                .onErrorResume(refusal -> is(refusal, VoteProblem.CLOSED), _ -> Mono.empty());
    }

    /** Not before every instance has heard of it. */
    private Mono<Void> end(Project project) {
        Instant end = clock.instant().plus(StepPlan.SHORTEST);
        return votes.listOf(subject(project.id()))
                .filter(poll -> poll.closesAt() == null || poll.closesAt().isAfter(end))
                .concatMap(poll -> close(poll.id(), end))
                .then();
    }

    private static boolean is(Throwable failure, VoteProblem problem) {
        return failure instanceof DomainException refusal && refusal.is(problem);
    }

    private Poll poll(Project project, VoteStep step) {
        PollId id = pollOf(project, step);
        return switch (step) {
            case POINT -> planned(project, id, project.point(), project.content().optionCodes());
            case EVALUATE -> planned(project, id, project.evaluate(), List.of());
            default ->
                    Poll.onStep(
                            id,
                            policy(project, step, Verification.CLAIMED),
                            opened(project, step),
                            null,
                            Poll.TallyMode.LIVE,
                            List.of());
        };
    }

    /** The same whenever it is asked for. */
    private static Instant opened(Project project, VoteStep step) {
        Instant published = Objects.requireNonNull(project.publishedAt());
        return step == VoteStep.WATCH
                ? published
                : project.timeline().stream()
                        .filter(entry -> entry.type() == ProjectEntry.Type.ADVANCED)
                        .filter(entry -> step.name().equals(entry.reason()))
                        .map(ProjectEntry::at)
                        .findFirst()
                        .orElse(published);
    }

    private Poll planned(Project project, PollId id, StepPlan plan, List<String> options) {
        return Poll.onStep(
                id,
                policy(project, id.step(), plan.minVerification()),
                Objects.requireNonNull(plan.opensAt()),
                Objects.requireNonNull(plan.closesAt()),
                Poll.TallyMode.valueOf(plan.tally().name()),
                options);
    }

    private EligibilityPolicy policy(Project project, VoteStep step, Verification least) {
        return new EligibilityPolicy(
                KIND + "." + step,
                project.content().area(),
                least,
                properties.waitAfterMoving(),
                null,
                null,
                Set.of());
    }

    static long count(Tally tally, String name) {
        return tally.counts().getOrDefault(name, 0L);
    }
}
