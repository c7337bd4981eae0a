package org.zhumin.vote;

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
    private final WrittenVotes written;

    Ballots(VoteFacts facts, Clock clock) {
        this.facts = facts;
        written = new WrittenVotes(clock);
    }

    /** The vote as it stands then: this one, or one that says the same or was received later. */
    Mono<VoteFact> put(VoteFact fact) {
        return insertOrReplace(fact)
                .onErrorResume(PlatformProblem.UNAVAILABLE::isOf, _ -> insertOrReplace(fact));
    }

    private Mono<VoteFact> insertOrReplace(VoteFact fact) {
        VoteFact before = written.find(fact.poll(), fact.voterKey());
        if (before == null) {
            return facts.insert(fact)
                    .flatMap(inserted -> inserted ? kept(fact) : replace(fact, ATTEMPTS));
        }
        return isSettledBy(before, fact)
                ? replace(fact, ATTEMPTS)
                : save(before, before.replacedBy(fact))
                        .switchIfEmpty(Mono.defer(() -> replace(fact, ATTEMPTS)));
    }

    /** What staff have decided about is always read again. */
    private Mono<VoteFact> kept(VoteFact fact) {
        if (fact.quarantine() == null && !fact.leaving()) {
            written.put(fact);
        }
        return Mono.just(fact);
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
        return facts.replace(before, after).filter(saved -> saved).flatMap(_ -> kept(after));
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
