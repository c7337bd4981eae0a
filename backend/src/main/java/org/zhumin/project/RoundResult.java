package org.zhumin.project;

import org.jspecify.annotations.Nullable;
import org.zhumin.vote.CountOutcome;
import org.zhumin.vote.CountOutcome.Decided;
import org.zhumin.vote.CountOutcome.PaidByShares;
import org.zhumin.vote.GreedyComparison;
import org.zhumin.vote.PollResult;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a round decided, in numbers that can be kept and shown. Sums of money that are no whole yuan
 * are rounded to hundredths; the rule itself rounds nothing.
 *
 * @param shareYuan what each resident had to give in the end; only with EQUAL_SHARES
 */
public record RoundResult(
        List<Selected> selected,
        List<NotSelected> notSelected,
        @Nullable String shareYuan,
        Comparison greedyComparison,
        long eligible,
        long turnout,
        Map<String, Long> quarantined,
        String root,
        Instant closedAt,
        Instant countedAt) {
    private static final int DECIMALS = 2;

    public RoundResult {
        selected = List.copyOf(selected);
        notSelected = List.copyOf(notSelected);
        quarantined = Map.copyOf(quarantined);
    }

    /**
     * @param payers residents whose shares paid for it; absent where votes alone decided
     * @param eachYuan the most that one of them gave
     */
    public record Selected(
            String projectId,
            long costYuan,
            int votes,
            @Nullable Integer payers,
            @Nullable String eachYuan,
            @Nullable String effectiveVotes) {
        static Selected of(CountOutcome.Funded funded) {
            return funded.explanation() instanceof PaidByShares paid
                    ? new Selected(
                            funded.id(),
                            funded.costYuan(),
                            funded.votes(),
                            paid.payers(),
                            paid.mostYuan().rounded(DECIMALS).toPlainString(),
                            paid.effectiveVotes().rounded(DECIMALS).toPlainString())
                    : new Selected(
                            funded.id(), funded.costYuan(), funded.votes(), null, null, null);
        }
    }

    /** What did not get the money. */
    public record NotSelected(String projectId, long costYuan, int votes) {}

    /** Beside what taking the most voted for would have given, see {@link GreedyComparison}. */
    public record Comparison(
            Set<String> onlyHere,
            Set<String> onlyGreedy,
            long costHereYuan,
            long costGreedyYuan,
            int betterHere,
            int betterGreedy,
            int same,
            int withoutHere,
            int withoutGreedy) {
        public Comparison {
            onlyHere = Set.copyOf(onlyHere);
            onlyGreedy = Set.copyOf(onlyGreedy);
        }

        static Comparison of(GreedyComparison compared) {
            return new Comparison(
                    compared.onlyHere(),
                    compared.onlyGreedy(),
                    compared.costHereYuan(),
                    compared.costGreedyYuan(),
                    compared.betterHere(),
                    compared.betterGreedy(),
                    compared.same(),
                    compared.withoutHere(),
                    compared.withoutGreedy());
        }
    }

    static RoundResult of(Decided decided, GreedyComparison compared, PollResult poll) {
        CountOutcome.Share share = decided.share();
        return new RoundResult(
                decided.funded().stream().map(Selected::of).toList(),
                decided.notFunded().stream()
                        .map(one -> new NotSelected(one.id(), one.costYuan(), one.votes()))
                        .toList(),
                share == null ? null : share.perResidentYuan().rounded(DECIMALS).toPlainString(),
                Comparison.of(compared),
                poll.eligible(),
                poll.turnout(),
                poll.quarantined(),
                poll.root(),
                poll.closedAt(),
                poll.countedAt());
    }

    boolean isSelected(String projectId) {
        return selected.stream().anyMatch(one -> one.projectId().equals(projectId));
    }
}
