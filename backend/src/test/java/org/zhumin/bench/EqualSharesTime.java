package org.zhumin.bench;

import org.zhumin.vote.BallotBox;
import org.zhumin.vote.CountOutcome;
import org.zhumin.vote.CountingRule;
import org.zhumin.vote.TieBreak;
import org.zhumin.vote.Wieliczka;

import java.util.Arrays;

/**
 * How long the real election of Wieliczka 2023 takes to be counted by EQUAL_SHARES with exact
 * arithmetic, reading not included. Run by {@code backend/bench/equal-shares}.
 */
final class EqualSharesTime {
    private static final int RUNS_OF_A_GROUP = 5;
    private static final int GROUPS = 6;

    private EqualSharesTime() {}

    public static void main(String[] arguments) {
        BallotBox box = Wieliczka.file().ballotBox();
        System.out.printf("%d ballots, %d candidates%n", box.size(), box.candidates().size());
        for (int group = 0; group < GROUPS; group++) {
            long[] nanos = new long[RUNS_OF_A_GROUP];
            String outcome = "";
            for (int run = 0; run < nanos.length; run++) {
                long start = System.nanoTime();
                outcome = describe(CountingRule.EQUAL_SHARES.count(box, TieBreak.BY_RULE));
                nanos[run] = System.nanoTime() - start;
            }
            Arrays.sort(nanos);
            System.out.printf(
                    "runs %2d to %2d: median %6.1f ms, slowest %6.1f ms, %s%n",
                    group * RUNS_OF_A_GROUP + 1,
                    (group + 1) * RUNS_OF_A_GROUP,
                    nanos[nanos.length / 2] / 1e6,
                    nanos[nanos.length - 1] / 1e6,
                    outcome);
        }
    }

    private static String describe(CountOutcome outcome) {
        return switch (outcome) {
            case CountOutcome.Decided decided ->
                    decided.funded().size() + " funded for " + decided.costYuan();
            case CountOutcome.OpenTie tie -> "an open tie of " + tie.candidates();
        };
    }
}
