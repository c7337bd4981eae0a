package org.zhumin.vote;

/**
 * How a round's money is given out. All rules are pure functions of the ballot box and the
 * tie-break, never spend more than the budget, and never fund what nobody voted for.
 */
public enum CountingRule {
    /** By falling votes, until the next one no longer fits. */
    TOP_VOTES {
        @Override
        public CountOutcome count(BallotBox box, TieBreak tieBreak) {
            return new GreedyCount(box, tieBreak, GreedyCount.Misfit.ENDS).count(this);
        }
    },
    /** By falling votes; what no longer fits is passed over. */
    GREEDY_COST {
        @Override
        public CountOutcome count(BallotBox box, TieBreak tieBreak) {
            return new GreedyCount(box, tieBreak, GreedyCount.Misfit.IS_PASSED_OVER).count(this);
        }
    },
    /**
     * The Method of Equal Shares (Peters, Pierczyński, Skowron 2021) for approvals with cost
     * utility: each resident gets an equal share of the budget; what can be paid by its supporters'
     * shares with the smallest largest payment per yuan of cost is taken first. Shares are raised
     * by one yuan at a time for as long as the projects cost no more than the budget; what is left
     * is given out as by GREEDY_COST. See {@code adr/0017}.
     */
    EQUAL_SHARES {
        @Override
        public CountOutcome count(BallotBox box, TieBreak tieBreak) {
            return new EqualShares(box, tieBreak).count();
        }
    };

    public abstract CountOutcome count(BallotBox box, TieBreak tieBreak);
}
