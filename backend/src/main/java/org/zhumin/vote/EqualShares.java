package org.zhumin.vote;

import org.zhumin.vote.CountOutcome.Decided;
import org.zhumin.vote.CountOutcome.Funded;
import org.zhumin.vote.CountOutcome.NotFunded;
import org.zhumin.vote.CountOutcome.OpenTie;
import org.zhumin.vote.CountOutcome.Phase;
import org.zhumin.vote.CountOutcome.Share;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Equal shares with its two completions: raise every share by a yuan and count again, until the
 * next raise would overspend the budget; then take by votes what still fits. The raising does not
 * stop when nothing else would fit, which would give another outcome.
 */
final class EqualShares {
    private final BallotBox box;
    private final TieBreak tieBreak;

    EqualShares(BallotBox box, TieBreak tieBreak) {
        this.box = box;
        this.tieBreak = tieBreak;
    }

    CountOutcome count() {
        if (box.size() == 0) {
            return new GreedyCount(box, tieBreak, GreedyCount.Misfit.IS_PASSED_OVER)
                    .count(CountingRule.EQUAL_SHARES);
        }
        EqualSharesRun best = run(0);
        long raised = 0;
        while (best.openTie().isEmpty() && !best.fundsAllEligible()) {
            EqualSharesRun next = run(raised + 1);
            if (next.overspends()) {
                break;
            }
            best = next;
            raised++;
        }
        return best.openTie().isEmpty() ? complete(best, raised) : tie(best.openTie());
    }

    private EqualSharesRun run(long raisedYuan) {
        return new EqualSharesRun(box, tieBreak, raisedYuan).run();
    }

    private OpenTie tie(List<Integer> tied) {
        return new OpenTie(
                CountingRule.EQUAL_SHARES,
                tied.stream().map(box::id).collect(Collectors.toSet()),
                Phase.SHARES);
    }

    private CountOutcome complete(EqualSharesRun shares, long raised) {
        GreedyCount byVotes =
                new GreedyCount(box, tieBreak, GreedyCount.Misfit.IS_PASSED_OVER)
                        .after(shares.taken());
        if (!byVotes.takeAll()) {
            return byVotes.tie(CountingRule.EQUAL_SHARES);
        }
        List<Funded> funded = shares.funded();
        funded.addAll(byVotes.funded());
        return new Decided(
                CountingRule.EQUAL_SHARES,
                funded,
                notFunded(funded, shares),
                new Share(shares.share(), raised));
    }

    private List<NotFunded> notFunded(List<Funded> funded, EqualSharesRun shares) {
        var ids = new HashSet<String>();
        funded.forEach(one -> ids.add(one.id()));
        var others = new ArrayList<NotFunded>();
        for (int i = 0; i < box.candidates().size(); i++) {
            if (!ids.contains(box.id(i))) {
                others.add(new NotFunded(box.id(i), box.cost(i), box.votes(i), shares.leftFor(i)));
            }
        }
        others.sort(Comparator.comparingInt((NotFunded one) -> -one.votes()));
        return others;
    }
}
