package org.zhumin.project;

import org.springframework.stereotype.Component;
import org.zhumin.kernel.DomainException;
import org.zhumin.platform.Detached;
import org.zhumin.platform.owed.EffectHandler;
import org.zhumin.platform.owed.Owed;
import org.zhumin.platform.owed.OwedEffects;
import org.zhumin.platform.owed.Progress;
import org.zhumin.platform.web.HotReads;
import org.zhumin.vote.BallotBox;
import org.zhumin.vote.Candidate;
import org.zhumin.vote.CountOutcome;
import org.zhumin.vote.CountOutcome.Decided;
import org.zhumin.vote.CountOutcome.OpenTie;
import org.zhumin.vote.CountingRule;
import org.zhumin.vote.EligibilityPolicy;
import org.zhumin.vote.GreedyComparison;
import org.zhumin.vote.Poll;
import org.zhumin.vote.PollId;
import org.zhumin.vote.PollListener;
import org.zhumin.vote.PollResult;
import org.zhumin.vote.TieBreak;
import org.zhumin.vote.Vote;
import org.zhumin.vote.VoteProblem;
import org.zhumin.vote.VoteStep;
import org.zhumin.vote.Votes;

import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The ballots of a round in the vote engine, and what is made of them: once they are counted, the
 * rule is applied; a tie that it leaves open waits for the council.
 */
@Component
class RoundPolls implements PollListener {
    static final String KIND = "round";

    private final Rounds rounds;
    private final MongoRounds debtor;
    private final Votes votes;
    private final OwedEffects effects;
    private final HotReads hotReads;
    private final ProjectProperties properties;
    private final Clock clock;

    RoundPolls(
            Rounds rounds,
            MongoRounds debtor,
            Votes votes,
            OwedEffects effects,
            HotReads hotReads,
            ProjectProperties properties,
            Clock clock) {
        this.rounds = rounds;
        this.debtor = debtor;
        this.votes = votes;
        this.effects = effects;
        this.hotReads = hotReads;
        this.properties = properties;
        this.clock = clock;
    }

    static String subject(Round.Id id) {
        return KIND + ":" + id.value();
    }

    static PollId pollOf(Round.Id id) {
        return PollId.of(subject(id), VoteStep.BALLOT);
    }

    @Override
    public String kind() {
        return KIND;
    }

    /** One that was opened before is another already, and right. */
    Mono<Void> open(Round round) {
        Round.Plan plan = round.plan();
        var policy =
                new EligibilityPolicy(
                        "round.BALLOT",
                        plan.areaPath().getLast(),
                        plan.minVerification(),
                        properties.waitAfterMoving(),
                        null,
                        null,
                        Set.of());
        var ballots =
                new Poll.Round(
                        plan.ballot(), plan.budgetYuan(), candidates(round), plan.maxChoices());
        return votes.open(
                        Poll.onRound(
                                pollOf(round.id()),
                                policy,
                                plan.opensAt(),
                                plan.closesAt(),
                                ballots))
                .then()
                .onErrorResume(
                        failure ->
                                failure instanceof DomainException refusal
                                        && refusal.is(VoteProblem.OTHER_POLL),
                        _ -> Mono.empty());
    }

    private static List<Candidate> candidates(Round round) {
        return round.candidates().stream()
                .map(one -> new Candidate(one.projectId(), one.costYuan()))
                .toList();
    }

    @Override
    public Mono<Void> counted(Poll poll, PollResult result) {
        return rounds.find(new Round.Id(poll.id().subjectId()))
                .filter(round -> round.state() == Round.State.OPEN)
                .flatMap(round -> decide(round, result))
                .then();
    }

    @Override
    public Mono<Described> describe(PollId poll) {
        return rounds.find(new Round.Id(poll.subjectId()))
                .map(
                        round ->
                                new Described(
                                        round.plan().title(),
                                        "pages/round/detail?id=" + round.id().value(),
                                        ProjectTexts.QUARANTINE));
    }

    /**
     * Applies the rule to the ballots. Counting takes up to seconds, so it is kept from the threads
     * that answer calls.
     */
    Mono<Round> decide(Round round, PollResult result) {
        return ballotBox(round)
                .publishOn(Schedulers.boundedElastic())
                .map(box -> settled(round, box, result))
                .flatMap(
                        next -> {
                            List<Owed> owed = owed(next);
                            return Detached.run(
                                    rounds.save(next, owed)
                                            .delayUntil(
                                                    _ ->
                                                            hotReads.changed(
                                                                    RoundTopics.LISTS,
                                                                    RoundTopics.detail(next.id())))
                                            .delayUntil(
                                                    _ ->
                                                            effects.start(
                                                                    debtor,
                                                                    next.id().value(),
                                                                    owed)));
                        });
    }

    /** The ballots that count. */
    Mono<BallotBox> ballotBox(Round round) {
        return votes.streamCounted(pollOf(round.id()))
                .ofType(Vote.Ballot.class)
                .map(Vote.Ballot::projectIds)
                .collectList()
                .map(
                        ballots ->
                                BallotBox.of(
                                        round.plan().budgetYuan(), candidates(round), ballots));
    }

    private Round settled(Round round, BallotBox box, PollResult result) {
        RoundDraw draw = round.drawn();
        TieBreak tieBreak = draw == null ? TieBreak.BY_RULE : TieBreak.BY_RULE.drawn(draw.order());
        CountOutcome outcome = round.plan().rule().count(box, tieBreak);
        return switch (outcome) {
            case OpenTie tie ->
                    round.tied(tie.candidates().stream().sorted().toList(), clock.instant());
            case Decided decided ->
                    round.closed(
                            RoundResult.of(decided, compared(box, decided, tieBreak), result),
                            clock.instant());
        };
    }

    /** A tie that is open only there is settled by id: the comparison decides nothing. */
    private static GreedyComparison compared(BallotBox box, Decided decided, TieBreak tieBreak) {
        CountOutcome greedy = CountingRule.GREEDY_COST.count(box, tieBreak);
        if (greedy instanceof Decided other) {
            return GreedyComparison.of(box, decided, other);
        }
        List<String> byId = box.candidates().stream().map(Candidate::id).sorted().toList();
        var settled = CountingRule.GREEDY_COST.count(box, TieBreak.BY_RULE.drawn(byId));
        return GreedyComparison.of(box, decided, (Decided) settled);
    }

    private static List<Owed> owed(Round next) {
        return next.state() == Round.State.CLOSED
                ? List.of(Owed.of("outcome", RoundOutcomes.KIND, Map.of(), next.updatedAt()))
                : List.of();
    }

    /** Opens the ballots of a round that was opened. */
    @Component
    static class Opening implements EffectHandler {
        static final String KIND = "project.round-poll";

        private final Rounds rounds;
        private final RoundPolls polls;

        Opening(Rounds rounds, RoundPolls polls) {
            this.rounds = rounds;
            this.polls = polls;
        }

        @Override
        public String kind() {
            return KIND;
        }

        @Override
        public Mono<Progress> perform(Owed owed, String document) {
            return rounds.find(new Round.Id(document))
                    .flatMap(polls::open)
                    .thenReturn(Progress.done());
        }
    }
}
