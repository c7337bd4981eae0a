package org.zhumin.vote;

import org.jspecify.annotations.Nullable;
import org.zhumin.kernel.ResidentId;
import org.zhumin.platform.owed.Owed;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.time.Instant;
import java.util.Map;

/**
 * What staff decided about votes, kept on the votes together with what is owed to the voter for it.
 * Every write is durable when it completes.
 */
interface Quarantines {
    /** Keeps the votes of an origin out; answers how many it was new for. */
    Mono<Long> keepOutOrigin(PollId poll, String origin, Keeping keeping, Owed news);

    /** False if there is no such vote, or it is kept out already. */
    Mono<Boolean> keepOut(PollId poll, String voterKey, Keeping keeping, Owed news);

    /** Lets this version count again. False if the vote is another by now, or not kept out. */
    Mono<Boolean> release(VoteFact fact, Owed news);

    /** False if it is not kept out, or the appeal is decided. */
    Mono<Boolean> appeal(PollId poll, String voterKey, String text, Instant at);

    /** False if there is no appeal, or it is decided. */
    Mono<Boolean> dismiss(
            PollId poll, String voterKey, ResidentId by, VoteAppeal.Dismissal why, Owed news);

    /** Empty if the vote is not kept out. */
    Mono<Kept> find(PollId poll, String voterKey);

    /**
     * In an order that says nothing, from the voter's after this one.
     *
     * @param waiting only those with an appeal that waits
     */
    Flux<Kept> list(PollId poll, boolean waiting, @Nullable String afterKey, int limit);

    /** How many are kept out, by reason. */
    Mono<Map<String, Long>> countByReason(PollId poll);

    /** Origins with so many votes, most first. */
    Flux<VoteSignal> origins(PollId poll, int leastVotes);

    /** Votes by part of the area and time. */
    Flux<VoteBursts.Slot> slots(PollId poll);

    /**
     * @param reason a code
     * @param by who decides about no appeal against it; absent: not known any more
     */
    record Keeping(String reason, @Nullable ResidentId by) {}

    /** A vote that is kept out. */
    record Kept(
            PollId poll,
            String voterKey,
            int revision,
            Instant at,
            Keeping keeping,
            @Nullable VoteAppeal appeal) {}
}
