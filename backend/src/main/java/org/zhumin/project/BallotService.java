package org.zhumin.project;

import org.springframework.stereotype.Component;
import org.zhumin.identity.Actor;
import org.zhumin.kernel.DomainException;
import org.zhumin.vote.CastVote;
import org.zhumin.vote.ReceiptAnswer;
import org.zhumin.vote.Vote;
import org.zhumin.vote.VoteOrigin;
import org.zhumin.vote.VoteProblem;
import org.zhumin.vote.Votes;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.time.Clock;
import java.util.List;

/** Residents' ballots in a round: one each, replaceable until it closes. */
@Component
class BallotService {
    private final Votes votes;
    private final Rounds rounds;
    private final Clock clock;

    BallotService(Votes votes, Rounds rounds, Clock clock) {
        this.votes = votes;
        this.rounds = rounds;
        this.clock = clock;
    }

    /** Fails with {@link ProjectProblem#STEP_CLOSED} unless ballots are taken now. */
    Mono<CastVote> cast(Round.Id id, List<String> projectIds, Actor actor, VoteOrigin origin) {
        return votes.cast(
                        RoundPolls.pollOf(id),
                        actor.id(),
                        new Vote.Ballot(projectIds),
                        origin,
                        clock.instant())
                .onErrorResume(DomainException.class, refusal -> translated(id, refusal));
    }

    Mono<CastVote> mine(Round.Id id, Actor actor) {
        return votes.findMine(RoundPolls.pollOf(id), actor.id())
                .onErrorResume(DomainException.class, refusal -> translated(id, refusal))
                .switchIfEmpty(Mono.error(VoteProblem.NO_VOTE::refusal));
    }

    Mono<CastVote> takeBack(Round.Id id, Actor actor) {
        return votes.takeBack(RoundPolls.pollOf(id), actor.id(), clock.instant())
                .onErrorResume(DomainException.class, refusal -> translated(id, refusal));
    }

    /** In the words of projects: ballots are not taken, or there is no such round. */
    private <T> Mono<T> translated(Round.Id id, DomainException refusal) {
        boolean closed = refusal.is(VoteProblem.CLOSED) || refusal.is(VoteProblem.NOT_OPEN);
        if (closed) {
            return Mono.error(ProjectProblem.STEP_CLOSED::refusal);
        }
        return refusal.is(VoteProblem.NO_POLL)
                ? rounds.get(id).then(Mono.error(ProjectProblem.STEP_CLOSED::refusal))
                : Mono.error(refusal);
    }

    Mono<ReceiptAnswer> receipt(Round.Id id, String receipt) {
        return votes.findByReceipt(RoundPolls.subject(id), receipt)
                .switchIfEmpty(Mono.error(VoteProblem.NO_VOTE::refusal));
    }

    /** Fails with {@link ProjectProblem#NOT_COUNTED_YET}. */
    Mono<Flux<String>> csv(Round.Id id) {
        return rounds.get(id)
                .filter(round -> round.result() != null)
                .switchIfEmpty(Mono.error(ProjectProblem.NOT_COUNTED_YET::refusal))
                .map(round -> votes.ballotsCsv(RoundPolls.pollOf(round.id())));
    }
}
