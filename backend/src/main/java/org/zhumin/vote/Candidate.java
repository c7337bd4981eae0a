package org.zhumin.vote;

/**
 * What a round may fund.
 *
 * @param id without {@code ,}, which separates ids on a ballot
 * @param costYuan 1 to {@link BallotBox#MOST_YUAN}
 */
public record Candidate(String id, long costYuan) {
    public Candidate {
        if (id.isBlank() || id.indexOf(',') >= 0) {
            throw new IllegalArgumentException("not a candidate's id: '" + id + "'");
        }
        if (costYuan < 1 || costYuan > BallotBox.MOST_YUAN) {
            throw new IllegalArgumentException("no such cost: " + costYuan);
        }
    }
}
