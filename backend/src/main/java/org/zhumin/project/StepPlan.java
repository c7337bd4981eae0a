package org.zhumin.project;

import org.jspecify.annotations.Nullable;
import org.zhumin.identity.Verification;
import org.zhumin.vote.Poll;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * When and how residents vote in one step. Fixed before the vote opens; only a supervisor may move
 * the end, in public.
 *
 * @param opensAt absent: when the step begins
 * @param closesAt the first moment that is too late; absent until the step begins
 * @param quorum how many votes must be cast; absent: any
 * @param threshold of 100: in POINT supporters among those for or against, in EVALUATE those who
 *     give 4 or 5 of 5
 */
public record StepPlan(
        @Nullable Instant opensAt,
        @Nullable Instant closesAt,
        Verification minVerification,
        @Nullable Integer quorum,
        int threshold,
        TallyMode tally) {
    public StepPlan {
        opensAt = stored(opensAt);
        closesAt = stored(closesAt);
    }

    /** A client may name finer times than the store keeps. */
    private static @Nullable Instant stored(@Nullable Instant at) {
        return at == null ? null : at.truncatedTo(ChronoUnit.MILLIS);
    }

    /** At least half of those who took sides. */
    static final int POINT_THRESHOLD = 50;

    /** 满意度低于 80% 的项目要问责: Guiyang's rule. */
    static final int EVALUATE_THRESHOLD = 80;

    /** A vote that ends sooner than this is refused: every instance must hear of it. */
    static final Duration SHORTEST = Poll.NOTICE.plusSeconds(2);

    /** Whether the count is shown while the vote is open. */
    public enum TallyMode {
        LIVE,
        AFTER_CLOSE
    }

    static StepPlan of(int threshold) {
        return new StepPlan(null, null, Verification.CLAIMED, null, threshold, TallyMode.LIVE);
    }

    /**
     * The plan with its dates, as the step begins now.
     *
     * @throws org.zhumin.kernel.DomainException {@link ProjectProblem#CLOSES_TOO_SOON}
     */
    StepPlan begun(Instant now, Duration usual) {
        Instant opens = opensAt == null || opensAt.isBefore(now) ? now : opensAt;
        Instant closes = closesAt == null ? opens.plus(usual) : closesAt;
        if (closes.isBefore(opens.plus(SHORTEST)) || closes.isBefore(now.plus(SHORTEST))) {
            throw ProjectProblem.CLOSES_TOO_SOON.refusal();
        }
        return new StepPlan(opens, closes, minVerification, quorum, threshold, tally);
    }

    StepPlan closingAt(Instant end) {
        return new StepPlan(opensAt, end, minVerification, quorum, threshold, tally);
    }

    /** The same rules without dates, for another vote. */
    StepPlan between(Instant opens, Instant closes) {
        return new StepPlan(opens, closes, minVerification, quorum, threshold, tally);
    }

    boolean isOpen(Instant now) {
        return opensAt != null
                && closesAt != null
                && !now.isBefore(opensAt)
                && now.isBefore(closesAt);
    }

    boolean isOver(Instant now) {
        return closesAt != null && !now.isBefore(closesAt);
    }
}
