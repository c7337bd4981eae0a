package org.zhumin.project;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.zhumin.identity.Actor;
import org.zhumin.kernel.DomainException;
import org.zhumin.kernel.Problem;
import org.zhumin.moderation.TextModeration;
import org.zhumin.platform.Detached;
import org.zhumin.vote.CastVote;
import org.zhumin.vote.Poll;
import org.zhumin.vote.PollId;
import org.zhumin.vote.PollResult;
import org.zhumin.vote.ReceiptAnswer;
import org.zhumin.vote.Vote;
import org.zhumin.vote.VoteOrigin;
import org.zhumin.vote.VoteProblem;
import org.zhumin.vote.VoteStep;
import org.zhumin.vote.Votes;
import org.zhumin.wechat.TextScene;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.time.Clock;
import java.time.Instant;
import java.util.List;

/** Residents' votes on the steps of a project. */
@Component
class VoteService {
    private final Votes votes;
    private final Projects projects;
    private final Followers followers;
    private final FollowerCounts counts;
    private final ProjectStages stages;
    private final TextModeration moderation;
    private final Clock clock;

    VoteService(
            Votes votes,
            Projects projects,
            Followers followers,
            FollowerCounts counts,
            ProjectStages stages,
            TextModeration moderation,
            Clock clock) {
        this.votes = votes;
        this.projects = projects;
        this.followers = followers;
        this.counts = counts;
        this.stages = stages;
        this.moderation = moderation;
        this.clock = clock;
    }

    /**
     * Casts or changes a vote. A vote without words reads nothing from the network, since the poll
     * and the resident are remembered; an evaluation reads whether the resident follows.
     *
     * @param words what the resident wrote with it, which is checked first
     */
    Mono<CastVote> cast(
            ProjectId id, Vote vote, @Nullable String words, Actor actor, VoteOrigin origin) {
        Instant receivedAt = clock.instant();
        Mono<CastVote> cast =
                originOf(id, vote, actor, origin)
                        .flatMap(known -> cast(id, vote, words, actor, known, receivedAt));
        return vote.step() == VoteStep.WATCH
                ? Detached.run(
                        cast.delayUntil(_ -> told(id, followers.put(id, actor.id(), receivedAt))))
                : cast;
    }

    private Mono<Void> told(ProjectId id, Mono<Void> followed) {
        return followed.then(Mono.defer(() -> counts.changed(id)));
    }

    /** In an evaluation those who have followed the project are counted apart as well. */
    private Mono<VoteOrigin> originOf(ProjectId id, Vote vote, Actor actor, VoteOrigin origin) {
        return vote.step() == VoteStep.EVALUATE
                ? followers
                        .exists(id, actor.id())
                        .map(follows -> follows ? origin.in(ProjectTallies.FOLLOWERS) : origin)
                : Mono.just(origin);
    }

    private Mono<CastVote> cast(
            ProjectId id,
            Vote vote,
            @Nullable String words,
            Actor actor,
            VoteOrigin origin,
            Instant receivedAt) {
        Mono<PollId> poll =
                words == null || words.isBlank()
                        ? pollOf(id, vote.step())
                        : check(words, actor).then(Mono.defer(() -> pollOf(id, vote.step())));
        return poll.flatMap(known -> votes.cast(known, actor.id(), vote, origin, receivedAt))
                .onErrorResume(DomainException.class, refusal -> translated(id, refusal));
    }

    private Mono<Void> check(String words, Actor actor) {
        return moderation
                .checkResident(actor.id(), TextScene.COMMENT, null, words)
                .map(found -> found.refuseWith(ProjectProblem.CONTENT_REFUSED))
                .then();
    }

    private Mono<PollId> pollOf(ProjectId id, VoteStep step) {
        return step == VoteStep.EVALUATE
                ? stages.find(id)
                        .map(stage -> stage.pollOf(step))
                        .defaultIfEmpty(PollId.of(ProjectPolls.subject(id), step))
                : Mono.just(PollId.of(ProjectPolls.subject(id), step));
    }

    /** In the words of projects: the step is closed, or there is no such project. */
    private <T> Mono<T> translated(ProjectId id, DomainException refusal) {
        if (refusal.is(VoteProblem.CLOSED) || refusal.is(VoteProblem.NOT_OPEN)) {
            return Mono.error(stepClosed(refusal.problem()));
        }
        if (refusal.is(VoteProblem.NO_POLL)) {
            return projects.get(id)
                    .filter(project -> project.state().isPublic())
                    .switchIfEmpty(Mono.error(ProjectProblem.NOT_FOUND::refusal))
                    .flatMap(
                            project ->
                                    Mono.error(
                                            project.refusal(
                                                    project.isCandidate()
                                                                    && project.state()
                                                                            == ProjectState.POINT
                                                            ? ProjectProblem.DECIDED_BY_ROUND
                                                            : ProjectProblem.STEP_CLOSED,
                                                    clock.instant())));
        }
        return Mono.error(refusal);
    }

    private static DomainException stepClosed(Problem said) {
        Problem problem = ProjectProblem.STEP_CLOSED.problem();
        for (var extra : said.extras().entrySet()) {
            problem = problem.with(extra.getKey(), extra.getValue());
        }
        return problem.refusal();
    }

    /** Fails with {@link VoteProblem#NO_VOTE}. */
    Mono<CastVote> mine(ProjectId id, VoteStep step, Actor actor) {
        return pollOf(id, step)
                .flatMap(poll -> votes.findMine(poll, actor.id()))
                .onErrorResume(DomainException.class, refusal -> translated(id, refusal))
                .switchIfEmpty(Mono.error(VoteProblem.NO_VOTE::refusal));
    }

    /** Empty without one. */
    Mono<CastVote> takeBack(ProjectId id, VoteStep step, Actor actor) {
        Instant receivedAt = clock.instant();
        Mono<CastVote> takenBack =
                pollOf(id, step)
                        .flatMap(poll -> votes.takeBack(poll, actor.id(), receivedAt))
                        .onErrorResume(DomainException.class, refusal -> translated(id, refusal));
        return step == VoteStep.WATCH
                ? Detached.run(
                        takenBack.delayUntil(_ -> told(id, followers.remove(id, actor.id()))))
                : takenBack;
    }

    /** The vote of the step where the project stands. */
    Mono<VoteBodies.EligibilityView> eligibility(ProjectId id, Actor actor) {
        return projects.get(id)
                .filter(project -> project.state().isPublic())
                .switchIfEmpty(Mono.error(ProjectProblem.NOT_FOUND::refusal))
                .flatMap(
                        project ->
                                project.state().isStep() && !isInRound(project)
                                        ? eligibility(
                                                ProjectPolls.pollOf(
                                                        project,
                                                        VoteStep.valueOf(project.state().name())),
                                                actor)
                                        : Mono.just(nothingToVoteOn()));
    }

    private static boolean isInRound(Project project) {
        return project.isCandidate() && project.state() == ProjectState.POINT;
    }

    private static VoteBodies.EligibilityView nothingToVoteOn() {
        return new VoteBodies.EligibilityView(false, List.of(), null, false);
    }

    Mono<VoteBodies.EligibilityView> eligibility(PollId poll, Actor actor) {
        return Mono.zip(votes.get(poll), votes.eligibility(poll, actor.id()))
                .map(
                        both ->
                                new VoteBodies.EligibilityView(
                                        both.getT2().eligible(),
                                        both.getT2().missing(),
                                        poll.step(),
                                        both.getT1().takes(clock.instant())))
                .onErrorResume(VoteService::isNoPoll, _ -> Mono.just(nothingToVoteOn()));
    }

    private static boolean isNoPoll(Throwable failure) {
        return failure instanceof DomainException refusal && refusal.is(VoteProblem.NO_POLL);
    }

    /**
     * @param turn which EVALUATE; absent: the present one
     * @return fails with {@link ProjectProblem#NOT_COUNTED_YET} until it was counted
     */
    Mono<Counted> result(ProjectId id, VoteStep step, @Nullable Integer turn) {
        return poll(id, step, turn)
                .flatMap(
                        poll ->
                                votes.get(poll)
                                        .zipWith(
                                                votes.findResult(poll)
                                                        .switchIfEmpty(
                                                                Mono.error(
                                                                        ProjectProblem
                                                                                        .NOT_COUNTED_YET
                                                                                ::refusal)),
                                                Counted::new));
    }

    /** Fails as {@link #result}. */
    Mono<Flux<String>> ballots(ProjectId id, VoteStep step, @Nullable Integer turn) {
        return result(id, step, turn).map(counted -> votes.ballotsCsv(counted.poll().id()));
    }

    private Mono<PollId> poll(ProjectId id, VoteStep step, @Nullable Integer turn) {
        return turn == null
                ? pollOf(id, step)
                : Mono.just(new PollId(ProjectPolls.subject(id), step, turn));
    }

    /** Fails with {@link VoteProblem#NO_VOTE}. */
    Mono<ReceiptAnswer> receipt(ProjectId id, String receipt) {
        return votes.findByReceipt(ProjectPolls.subject(id), receipt)
                .switchIfEmpty(Mono.error(VoteProblem.NO_VOTE::refusal));
    }

    /** A poll and what it said. */
    record Counted(Poll poll, PollResult result) {}
}
