package org.zhumin.vote;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.util.Collection;

/** The votes as they are kept. Every write is durable when it completes. */
interface VoteFacts {
    /** False if there is one of this voter in this poll. */
    Mono<Boolean> insert(BundledVote vote);

    /**
     * False if the vote is no longer as it was before.
     *
     * @param before in the bundle in which it was put in, if the change is counted in another; that
     *     must be counted by then
     * @param after in the bundle in which the change is counted, at most one of a vote in each
     */
    Mono<Boolean> replace(BundledVote before, BundledVote after);

    Mono<VoteFact> find(PollId poll, String voterKey);

    /** All of the poll, in no order that says anything. */
    Flux<VoteFact> stream(PollId poll);

    /** The voter's votes in these polls. */
    Flux<VoteFact> ofVoter(String voterKey, Collection<PollId> polls);

    /** How many votes count, by {@link Contribution}. */
    Flux<Counted> recount(PollId poll);

    /** How many votes count, by what they say in full. */
    Flux<Counted> choices(PollId poll);

    /** Those whose voters have left. */
    Flux<VoteFact> leaving(PollId poll);

    /**
     * Puts the vote under the key of the other, and forgets the one before. False while the vote
     * has yet to be counted by the projection.
     */
    Mono<Boolean> rename(VoteFact fact, VoteFact renamed);

    /**
     * @param what they have in common
     */
    record Counted(String what, long votes) {}
}
