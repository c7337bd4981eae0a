package org.zhumin.project;

import java.time.Instant;

/**
 * What a vote said, computed from all votes once it was closed.
 *
 * @param evaluation which EVALUATE it was, from 1; 1 for POINT
 * @param total votes that count
 * @param inFavour POINT: SUPPORT; EVALUATE: 4 or 5 of 5
 * @param against POINT: OPPOSE; EVALUATE: 1 to 3 of 5
 * @param percent of {@code inFavour} among both, rounded down; 0 if there are none
 * @param quorumMet enough votes
 * @param thresholdMet a large enough share
 */
public record StepOutcome(
        int evaluation,
        Instant countedAt,
        long total,
        long inFavour,
        long against,
        int percent,
        boolean quorumMet,
        boolean thresholdMet) {
    static StepOutcome of(
            int evaluation,
            StepPlan plan,
            long total,
            long inFavour,
            long against,
            Instant countedAt) {
        long sides = inFavour + against;
        int percent = sides == 0 ? 0 : (int) (100 * inFavour / sides);
        Integer quorum = plan.quorum();
        return new StepOutcome(
                evaluation,
                countedAt,
                total,
                inFavour,
                against,
                percent,
                quorum == null || total >= quorum,
                // Compared without rounding.
                sides > 0 && 100 * inFavour >= plan.threshold() * sides);
    }

    boolean passed() {
        return quorumMet && thresholdMet;
    }
}
