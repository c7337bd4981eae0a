package org.zhumin.vote;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What is voted on, who may, and until when. Nothing of it changes while it is open but {@link
 * #closesAt}.
 *
 * @param opensAt inclusive
 * @param closesAt exclusive; absent: open until {@link Votes#closeAt}
 * @param options what a vote in POINT may name in {@code optionCodes}
 * @param round what a ballot may hold; with BALLOT and with nothing else
 * @param minimumCell results by area show only cells of so many votes, at least {@link #LEAST_CELL}
 */
public record Poll(
        PollId id,
        EligibilityPolicy policy,
        Instant opensAt,
        @Nullable Instant closesAt,
        TallyMode tally,
        List<String> options,
        @Nullable Round round,
        int minimumCell,
        State state) {
    /** A closing that is nearer than this could not reach every instance in time. */
    public static final Duration NOTICE = Duration.ofSeconds(10);

    /** From the close until counting starts: whatever was received before is written by then. */
    public static final Duration SETTLING = Duration.ofSeconds(15);

    /** Smaller cells would tell what single people chose. */
    public static final int LEAST_CELL = 10;

    /** How far it is. */
    public enum State {
        /** Before, while and shortly after votes are taken; see the dates. */
        OPEN,
        /** The result is there. */
        COUNTED
    }

    /** When the running count may be seen. */
    public enum TallyMode {
        LIVE,
        AFTER_CLOSE
    }

    /**
     * @param maxChoices absent: all
     */
    public record Round(
            BallotKind kind,
            long budgetYuan,
            List<Candidate> candidates,
            @Nullable Integer maxChoices) {
        public Round {
            candidates = List.copyOf(candidates);
        }
    }

    public Poll {
        options = List.copyOf(options);
        if ((round != null) != (id.step() == VoteStep.BALLOT) || minimumCell < LEAST_CELL) {
            throw new IllegalArgumentException("no such poll: " + id);
        }
        if (closesAt != null && !closesAt.isAfter(opensAt)) {
            throw new IllegalArgumentException("closes before it opens: " + id);
        }
    }

    /** A poll on a step. */
    public static Poll onStep(
            PollId id,
            EligibilityPolicy policy,
            Instant opensAt,
            @Nullable Instant closesAt,
            TallyMode tally,
            List<String> options) {
        return new Poll(
                id, policy, opensAt, closesAt, tally, options, null, LEAST_CELL, State.OPEN);
    }

    /** A poll on a round's candidates; its tally is not shown before it closes. */
    public static Poll onRound(
            PollId id, EligibilityPolicy policy, Instant opensAt, Instant closesAt, Round round) {
        return new Poll(
                id,
                policy,
                opensAt,
                closesAt,
                TallyMode.AFTER_CLOSE,
                List.of(),
                round,
                LEAST_CELL,
                State.OPEN);
    }

    /** Whether a vote received now is taken. */
    public boolean takes(Instant now) {
        return !now.isBefore(opensAt) && !isClosed(now);
    }

    public boolean isClosed(Instant now) {
        return closesAt != null && !now.isBefore(closesAt);
    }

    Poll between(Instant opens, @Nullable Instant closes) {
        return new Poll(id, policy, opens, closes, tally, options, round, minimumCell, state);
    }

    /** But for what may have changed since it was opened. */
    boolean isSameAs(Poll other) {
        return new Poll(
                        id,
                        policy,
                        opensAt,
                        other.closesAt,
                        tally,
                        options,
                        round,
                        minimumCell,
                        other.state)
                .equals(other);
    }

    /**
     * Passes a vote whose body this poll allows.
     *
     * @throws org.zhumin.kernel.DomainException {@link VoteProblem#INVALID}
     */
    void check(Vote vote) {
        if (vote.step() != id.step()) {
            throw new IllegalArgumentException(vote.step() + " in " + id);
        }
        if (vote instanceof Vote.Point point) {
            point.checkOptions(options);
        }
        if (vote instanceof Vote.Ballot ballot && round != null) {
            round.kind().check(ballot, round.budgetYuan(), round.candidates(), round.maxChoices());
        }
    }
}
