package org.zhumin.vote;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.zhumin.platform.problem.PlatformProblem;

import reactor.core.publisher.Mono;

import java.time.Clock;
import java.time.Instant;

/**
 * Puts votes in, one for each voter and poll. First an insert, as nine in ten are new; if there is
 * one, it is read and replaced as it was read. One that was written here a while ago is remembered,
 * and replaced as it was written; where it has changed since, the guard of the write notices. After
 * an outage the outcome is not known, so it is tried again by the natural key, which finds what was
 * written.
 */
@Component
class Ballots {
    private static final int ATTEMPTS = 8;

    private final VoteFacts facts;
    private final Bundles bundles;
    private final WrittenVotes written;

    Ballots(VoteFacts facts, Bundles bundles, Clock clock) {
        this.facts = facts;
        this.bundles = bundles;
        written = new WrittenVotes(clock);
    }

    /** The vote as it stands then: this one, or one that says the same or was received later. */
    Mono<VoteFact> put(VoteFact fact) {
        return insertOrReplace(fact)
                .onErrorResume(PlatformProblem.UNAVAILABLE::isOf, _ -> insertOrReplace(fact));
    }

    private Mono<VoteFact> insertOrReplace(VoteFact fact) {
        WrittenVote before = written.find(fact.poll(), fact.voterKey());
        return write(before, fact)
                .map(this::kept)
                .switchIfEmpty(Mono.defer(() -> replace(fact, ATTEMPTS)));
    }

    /** Empty if the vote stands otherwise. */
    private Mono<WrittenVote> write(@Nullable WrittenVote before, VoteFact fact) {
        if (before == null) {
            return bundles.insert(fact);
        }
        return isSettledBy(before.fact(), fact)
                ? Mono.empty()
                : bundles.replace(before, before.fact().replacedBy(fact));
    }

    /** What staff have decided about is always read again. */
    private VoteFact kept(WrittenVote vote) {
        VoteFact fact = vote.fact();
        if (fact.quarantine() == null && !fact.leaving()) {
            written.put(vote);
        }
        return fact;
    }

    private Mono<VoteFact> replace(VoteFact fact, int attempts) {
        if (attempts == 0) {
            return Mono.error(PlatformProblem.STALE::refusal);
        }
        return facts.find(fact.poll(), fact.voterKey())
                .flatMap(
                        before ->
                                isSettledBy(before, fact)
                                        ? Mono.just(before)
                                        : save(before, before.replacedBy(fact)))
                .switchIfEmpty(Mono.defer(() -> replace(fact, attempts - 1)));
    }

    private static boolean isSettledBy(VoteFact before, VoteFact fact) {
        return before.at().isAfter(fact.at()) || before.saysTheSameAs(fact);
    }

    /** Empty if it has changed since. */
    private Mono<VoteFact> save(VoteFact before, VoteFact after) {
        return bundles.replace(new WrittenVote(before, null), after).map(this::kept);
    }

    /** Empty if there is no vote. */
    Mono<VoteFact> takeBack(PollId poll, String voterKey, Instant at) {
        return takeBack(poll, voterKey, at, ATTEMPTS);
    }

    private Mono<VoteFact> takeBack(PollId poll, String voterKey, Instant at, int attempts) {
        return attempts == 0
                ? Mono.error(PlatformProblem.STALE::refusal)
                : facts.find(poll, voterKey)
                        .flatMap(
                                before ->
                                        before.takenBack() || before.at().isAfter(at)
                                                ? Mono.just(before)
                                                : save(before, before.takenBack(at))
                                                        .switchIfEmpty(
                                                                Mono.defer(
                                                                        () ->
                                                                                takeBack(
                                                                                        poll,
                                                                                        voterKey,
                                                                                        at,
                                                                                        attempts
                                                                                                - 1))));
    }
}
