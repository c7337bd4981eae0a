package org.zhumin.vote;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What a count says: a decision, or that it needs one. */
public sealed interface CountOutcome {
    CountingRule rule();

    /**
     * @param funded in the order in which the rule took them
     * @param notFunded by falling votes, then by id
     * @param share what each resident had to give; only with EQUAL_SHARES
     */
    record Decided(
            CountingRule rule,
            List<Funded> funded,
            List<NotFunded> notFunded,
            @Nullable Share share)
            implements CountOutcome {
        public Decided {
            funded = List.copyOf(funded);
            notFunded = List.copyOf(notFunded);
        }

        public Set<String> fundedIds() {
            return funded.stream().map(Funded::id).collect(Collectors.toUnmodifiableSet());
        }

        public long costYuan() {
            return funded.stream().mapToLong(Funded::costYuan).sum();
        }
    }

    /**
     * The rule cannot go on: one of these must go first, and nothing says which. To be counted
     * again with an order drawn in public, see {@link TieBreak#drawn}.
     *
     * @param candidates at least two ids
     */
    record OpenTie(CountingRule rule, Set<String> candidates, Phase phase) implements CountOutcome {
        public OpenTie {
            candidates = Set.copyOf(candidates);
        }
    }

    /** Where a tie came up. */
    enum Phase {
        /** While supporters paid from their shares. */
        SHARES,
        /** While the most voted for was taken. */
        VOTES
    }

    /**
     * @param perResidentYuan each resident's share in the end
     * @param raisedYuan how much of that was added so that more of the budget is used; it is not
     *     spent beyond the budget
     */
    record Share(Fraction perResidentYuan, long raisedYuan) {}

    /**
     * @param votes ballots that name it
     */
    record Funded(String id, long costYuan, int votes, Explanation explanation) {}

    /** Why a project is funded. */
    sealed interface Explanation {}

    /**
     * Paid by its supporters: "paid by 312 residents, at most 41 yuan each".
     *
     * @param payers supporters who had something left to give
     * @param payersInFull those of them who gave the full price; the others gave all they had left
     * @param mostYuan the full price: the most that one resident gave
     * @param effectiveVotes cost / mostYuan; the rule takes the highest first
     */
    record PaidByShares(int payers, int payersInFull, Fraction mostYuan, Fraction effectiveVotes)
            implements Explanation {}

    /** Taken by the number of its votes while the money lasted. */
    record TakenByVotes() implements Explanation {}

    /**
     * @param supportersHaveLeftYuan with EQUAL_SHARES: what its supporters' shares still held
     *     together when nothing more could be paid from shares
     */
    record NotFunded(
            String id, long costYuan, int votes, @Nullable Fraction supportersHaveLeftYuan) {}
}
