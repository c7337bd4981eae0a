package org.zhumin.vote;

import org.springframework.stereotype.Component;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * What becomes of the votes of who has left: they go on counting, since a step that is decided must
 * not be undone by leaving, and until the result is out the pseudonym stays, so that coming back is
 * not a second vote. What was written goes at once, the pseudonym with the result.
 */
@Component
class Leavers {
    private static final int POLLS_AT_ONCE = 500;
    private static final int ATTEMPTS = 5;

    private final Polls polls;
    private final VoteFacts facts;
    private final Receipts receipts;

    Leavers(Polls polls, VoteFacts facts, Receipts receipts) {
        this.polls = polls;
        this.facts = facts;
        this.receipts = receipts;
    }

    /** All votes of the voter. */
    Flux<VoteFact> votesOf(String voterKey) {
        return Flux.fromArray(Poll.State.values()).concatMap(state -> votesOf(voterKey, state));
    }

    private Flux<VoteFact> votesOf(String voterKey, Poll.State state) {
        return polls.streamIds(state)
                .buffer(POLLS_AT_ONCE)
                .concatMap(some -> facts.ofVoter(voterKey, some));
    }

    Mono<Void> leave(String voterKey) {
        return votesOf(voterKey, Poll.State.OPEN)
                .concatMap(fact -> mark(fact, ATTEMPTS))
                .thenMany(votesOf(voterKey, Poll.State.COUNTED))
                .concatMap(this::forget)
                .then();
    }

    private Mono<Void> mark(VoteFact fact, int attempts) {
        if (fact.leaving() || attempts == 0) {
            return Mono.empty();
        }
        return facts.replace(BundledVote.byItself(fact), BundledVote.byItself(fact.left()))
                .flatMap(
                        marked ->
                                marked
                                        ? Mono.empty()
                                        : facts.find(fact.poll(), fact.voterKey())
                                                .flatMap(now -> mark(now, attempts - 1)));
    }

    private Mono<Boolean> forget(VoteFact fact) {
        return facts.rename(fact, fact.under(receipts.keyOfLeaver(fact)));
    }

    /** In a counted poll. False while the tally has yet to catch up. */
    Mono<Boolean> forgetIn(PollId poll) {
        return facts.leaving(poll).concatMap(this::forget).all(done -> done);
    }
}
