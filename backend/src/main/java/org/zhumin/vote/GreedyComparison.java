package org.zhumin.vote;

import org.zhumin.vote.CountOutcome.Decided;

import java.util.HashSet;
import java.util.Set;

/**
 * An outcome beside what taking the most voted for would have given. A resident is better off under
 * the outcome in which more yuan go to what they chose.
 *
 * @param onlyHere funded by this outcome but not by the other
 * @param onlyGreedy funded by the other but not by this outcome
 * @param betterHere residents who are better off under this outcome
 * @param betterGreedy residents who are better off under the other
 * @param withoutHere residents none of whose choices is funded here
 * @param withoutGreedy the same under the other
 */
public record GreedyComparison(
        Set<String> onlyHere,
        Set<String> onlyGreedy,
        long costHereYuan,
        long costGreedyYuan,
        int betterHere,
        int betterGreedy,
        int same,
        int withoutHere,
        int withoutGreedy) {
    public GreedyComparison {
        onlyHere = Set.copyOf(onlyHere);
        onlyGreedy = Set.copyOf(onlyGreedy);
    }

    /**
     * @param greedy the outcome of {@link CountingRule#GREEDY_COST} for the same ballot box
     */
    public static GreedyComparison of(BallotBox box, Decided here, Decided greedy) {
        Set<String> ours = here.fundedIds();
        Set<String> theirs = greedy.fundedIds();
        int better = 0;
        int worse = 0;
        int withoutHere = 0;
        int withoutGreedy = 0;
        for (BallotBox.Pile pile : box.piles()) {
            long wantedHere = box.wantedAmong(pile, ours);
            long wantedGreedy = box.wantedAmong(pile, theirs);
            better += wantedHere > wantedGreedy ? pile.size() : 0;
            worse += wantedHere < wantedGreedy ? pile.size() : 0;
            withoutHere += wantedHere == 0 ? pile.size() : 0;
            withoutGreedy += wantedGreedy == 0 ? pile.size() : 0;
        }
        return new GreedyComparison(
                without(ours, theirs),
                without(theirs, ours),
                here.costYuan(),
                greedy.costYuan(),
                better,
                worse,
                box.size() - better - worse,
                withoutHere,
                withoutGreedy);
    }

    private static Set<String> without(Set<String> some, Set<String> others) {
        var left = new HashSet<>(some);
        left.removeAll(others);
        return left;
    }
}
