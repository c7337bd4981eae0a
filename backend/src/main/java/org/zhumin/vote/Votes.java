package org.zhumin.vote;

import org.springframework.stereotype.Service;
import org.zhumin.kernel.ResidentId;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.time.Instant;

/**
 * The vote engine. A door opens a poll, residents vote, change and take back until it closes, and
 * fifteen seconds later it is counted from the votes themselves. No method tells who chose what.
 *
 * <p>Fails with {@link VoteProblem#NO_POLL} where a poll is named that was never opened, and with
 * {@code service.unavailable} when the database is away: what was sent then may or may not have
 * been taken, and may be sent again.
 */
@Service
public class Votes {
    /** The topic of hot reads that is dropped whenever a tally or result of the subject changes. */
    public static String topic(String subject) {
        return "votes:" + subject;
    }

    /**
     * Opens a poll, at once or at its date. Opened again with the same content it is answered as it
     * is.
     *
     * @throws org.zhumin.kernel.DomainException {@link VoteProblem#OTHER_POLL} if another poll has
     *     this id, {@link VoteProblem#CLOSES_TOO_SOON}
     */
    public Mono<Poll> open(Poll poll) {
        throw new UnsupportedOperationException();
    }

    /**
     * Moves the closing of a poll that has not closed; also earlier, and for one without a date.
     *
     * @throws org.zhumin.kernel.DomainException {@link VoteProblem#CLOSED}, {@link
     *     VoteProblem#CLOSES_TOO_SOON} unless it is {@link Poll#NOTICE} from now
     */
    public Mono<Poll> closeAt(PollId id, Instant closesAt) {
        throw new UnsupportedOperationException();
    }

    /** From memory, at most five seconds old. */
    public Mono<Poll> get(PollId id) {
        throw new UnsupportedOperationException();
    }

    /** All polls on the subject, empty if there is none. */
    public Flux<Poll> listOf(String subject) {
        throw new UnsupportedOperationException();
    }

    /**
     * Casts or changes a vote; durable when it completes. The same vote again changes nothing and
     * answers the same.
     *
     * @param receivedAt by this server's clock when the call came in; decides whether it was in
     *     time
     * @throws org.zhumin.kernel.DomainException {@link VoteProblem#NOT_OPEN}, {@link
     *     VoteProblem#CLOSED}, {@link VoteProblem#NOT_ELIGIBLE}, {@link VoteProblem#INVALID}
     */
    public Mono<CastVote> cast(
            PollId id, ResidentId resident, Vote vote, VoteOrigin origin, Instant receivedAt) {
        throw new UnsupportedOperationException();
    }

    /** The resident's vote, also one taken back. Empty if there never was one. */
    public Mono<CastVote> findMine(PollId id, ResidentId resident) {
        throw new UnsupportedOperationException();
    }

    /** Takes the vote back; again, or without one, changes nothing. Empty without one. */
    public Mono<CastVote> takeBack(PollId id, ResidentId resident, Instant receivedAt) {
        throw new UnsupportedOperationException();
    }

    /** What the resident lacks for voting here. */
    public Mono<Eligibility> eligibility(PollId id, ResidentId resident) {
        throw new UnsupportedOperationException();
    }

    /** The running count, whatever its {@link Poll.TallyMode}: the door decides who sees it. */
    public Mono<PollTally> tally(PollId id) {
        throw new UnsupportedOperationException();
    }

    /** Empty until it was counted. */
    public Mono<PollResult> findResult(PollId id) {
        throw new UnsupportedOperationException();
    }

    /** The votes that count, without who cast them, in the order of the leaves' hashes. */
    public Flux<Vote> streamCounted(PollId id) {
        throw new UnsupportedOperationException();
    }

    /** A CSV of all leaves, rising: {@code leaf,state} and a line each. Empty until counted. */
    public Flux<String> ballotsCsv(PollId id) {
        throw new UnsupportedOperationException();
    }

    /** What became of the vote that the receipt names; empty if it names none on this subject. */
    public Mono<ReceiptAnswer> findByReceipt(String subject, String receipt) {
        throw new UnsupportedOperationException();
    }

    /** Origins with so many votes, most first. */
    public Flux<VoteSignal> signals(PollId id, int leastVotes) {
        throw new UnsupportedOperationException();
    }

    /**
     * Keeps all votes of an origin out of the count; audited. Answers how many.
     *
     * @param reason a code that is published
     * @throws org.zhumin.kernel.DomainException {@link VoteProblem#CLOSED}
     */
    public Mono<Long> quarantineOrigin(PollId id, String origin, String reason, ResidentId by) {
        throw new UnsupportedOperationException();
    }

    /** Keeps one vote out of the count; audited. Fails with {@link VoteProblem#NO_VOTE}. */
    public Mono<Void> quarantine(PollId id, String receipt, String reason, ResidentId by) {
        throw new UnsupportedOperationException();
    }

    /** Lets a vote count again; audited. Fails with {@link VoteProblem#NO_VOTE}. */
    public Mono<Void> release(PollId id, String receipt, ResidentId by) {
        throw new UnsupportedOperationException();
    }

    /** What is kept out, at most a thousand votes; those with an appeal first. */
    public Flux<QuarantinedVote> listQuarantined(PollId id) {
        throw new UnsupportedOperationException();
    }

    /** Says something against the quarantine of one's own vote; fails as {@link #release}. */
    public Mono<CastVote> appeal(PollId id, ResidentId resident, String text) {
        throw new UnsupportedOperationException();
    }
}
