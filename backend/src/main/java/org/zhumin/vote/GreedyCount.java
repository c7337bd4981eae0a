package org.zhumin.vote;

import org.zhumin.vote.CountOutcome.Decided;
import org.zhumin.vote.CountOutcome.Funded;
import org.zhumin.vote.CountOutcome.NotFunded;
import org.zhumin.vote.CountOutcome.OpenTie;
import org.zhumin.vote.CountOutcome.Phase;
import org.zhumin.vote.CountOutcome.TakenByVotes;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Takes the most voted for, again and again, while the money lasts. */
final class GreedyCount {
    private final BallotBox box;
    private final TieBreak tieBreak;
    private final Misfit misfit;
    private final List<Integer> left;
    private final List<Funded> funded = new ArrayList<>();
    private List<Integer> openTie = List.of();
    private long moneyYuan;

    /** What happens with the next one when it costs more than is left. */
    enum Misfit {
        ENDS,
        IS_PASSED_OVER
    }

    GreedyCount(BallotBox box, TieBreak tieBreak, Misfit misfit) {
        this.box = box;
        this.tieBreak = tieBreak;
        this.misfit = misfit;
        this.left = new ArrayList<>(box.eligible());
        this.moneyYuan = box.budgetYuan();
    }

    CountOutcome count(CountingRule rule) {
        takeAll();
        if (!openTie.isEmpty()) {
            return tie(rule);
        }
        return new Decided(rule, funded, notFunded(), null);
    }

    OpenTie tie(CountingRule rule) {
        return new OpenTie(
                rule, openTie.stream().map(box::id).collect(Collectors.toSet()), Phase.VOTES);
    }

    /** Goes on from what another rule has taken. */
    GreedyCount after(Set<Integer> taken) {
        left.removeAll(taken);
        moneyYuan -= taken.stream().mapToLong(box::cost).sum();
        return this;
    }

    /** Answers whether that was possible without an open tie. */
    boolean takeAll() {
        while (openTie.isEmpty()) {
            if (misfit == Misfit.IS_PASSED_OVER) {
                left.removeIf(index -> box.cost(index) > moneyYuan);
            }
            if (left.isEmpty()) {
                break;
            }
            List<Integer> next = tieBreak.first(box, mostVoted());
            if (next.stream().mapToLong(box::cost).sum() <= moneyYuan) {
                // Also of several: whichever goes first, they all go in.
                next.forEach(this::take);
            } else if (next.stream().allMatch(index -> box.cost(index) > moneyYuan)) {
                break;
            } else {
                openTie = next;
            }
        }
        return openTie.isEmpty();
    }

    List<Funded> funded() {
        return funded;
    }

    private List<Integer> mostVoted() {
        int most = left.stream().mapToInt(box::votes).max().orElseThrow();
        return left.stream().filter(index -> box.votes(index) == most).toList();
    }

    private void take(Integer index) {
        Candidate candidate = box.candidate(index);
        left.removeAll(List.of(index));
        moneyYuan -= candidate.costYuan();
        funded.add(
                new Funded(
                        candidate.id(),
                        candidate.costYuan(),
                        box.votes(index),
                        new TakenByVotes()));
    }

    private List<NotFunded> notFunded() {
        var ids = new HashSet<String>();
        funded.forEach(one -> ids.add(one.id()));
        var others = new ArrayList<NotFunded>();
        for (int i = 0; i < box.candidates().size(); i++) {
            if (!ids.contains(box.id(i))) {
                others.add(new NotFunded(box.id(i), box.cost(i), box.votes(i), null));
            }
        }
        others.sort(Comparator.comparingInt((NotFunded one) -> -one.votes()));
        return others;
    }
}
