package org.zhumin.vote;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Everything a count depends on but the rule: the budget, the candidates and all ballots. Equal
 * ballots lie in one pile, and neither the order of the ballots nor that of the candidates can be
 * told from it, so no rule can depend on them.
 */
public final class BallotBox {
    /** The largest budget and cost. */
    public static final long MOST_YUAN = 100_000_000_000L;

    private final long budgetYuan;
    private final List<Candidate> candidates;
    private final List<Pile> piles;
    private final int size;
    private final int[] pileSizes;
    private final int[] votes;
    private final int[][] pilesFor;

    /**
     * Equal ballots.
     *
     * @param choices indices of candidates, rising
     */
    record Pile(List<Integer> choices, int size) {}

    private BallotBox(long budgetYuan, List<Candidate> candidates, List<Pile> piles) {
        this.budgetYuan = budgetYuan;
        this.candidates = candidates;
        this.piles = piles;
        this.pileSizes = piles.stream().mapToInt(Pile::size).toArray();
        this.size = Arrays.stream(pileSizes).sum();
        this.votes = new int[candidates.size()];
        var supporters = new ArrayList<List<Integer>>();
        candidates.forEach(candidate -> supporters.add(new ArrayList<>()));
        for (int pile = 0; pile < piles.size(); pile++) {
            for (int choice : piles.get(pile).choices()) {
                votes[choice] += piles.get(pile).size();
                supporters.get(choice).add(pile);
            }
        }
        this.pilesFor =
                supporters.stream()
                        .map(list -> list.stream().mapToInt(Integer::intValue).toArray())
                        .toArray(int[][]::new);
    }

    /**
     * @param ballots what each resident chose, by candidates' ids
     * @throws IllegalArgumentException if a ballot names no candidate, two candidates have one id,
     *     or the budget is not 1 to {@link #MOST_YUAN}
     */
    public static BallotBox of(
            long budgetYuan,
            List<Candidate> candidates,
            Iterable<? extends Iterable<String>> ballots) {
        if (budgetYuan < 1 || budgetYuan > MOST_YUAN) {
            throw new IllegalArgumentException("no such budget: " + budgetYuan);
        }
        List<Candidate> sorted =
                candidates.stream().sorted(Comparator.comparing(Candidate::id)).toList();
        Map<String, Integer> indices = indicesOf(sorted);
        var counts = new TreeMap<List<Integer>, Integer>(BallotBox::compareChoices);
        for (Iterable<String> ballot : ballots) {
            counts.merge(choicesOf(ballot, indices), 1, Integer::sum);
        }
        var piles = new ArrayList<Pile>();
        counts.forEach((choices, count) -> piles.add(new Pile(choices, count)));
        return new BallotBox(budgetYuan, sorted, List.copyOf(piles));
    }

    private static Map<String, Integer> indicesOf(List<Candidate> candidates) {
        var indices = new HashMap<String, Integer>();
        for (Candidate candidate : candidates) {
            if (indices.put(candidate.id(), indices.size()) != null) {
                throw new IllegalArgumentException("two candidates " + candidate.id());
            }
        }
        return indices;
    }

    private static List<Integer> choicesOf(Iterable<String> ballot, Map<String, Integer> indices) {
        var chosen = new LinkedHashSet<Integer>();
        for (String id : ballot) {
            Integer index = indices.get(id);
            if (index == null) {
                throw new IllegalArgumentException("no candidate " + id);
            }
            chosen.add(index);
        }
        return chosen.stream().sorted().toList();
    }

    private static int compareChoices(List<Integer> one, List<Integer> other) {
        for (int i = 0; i < Math.min(one.size(), other.size()); i++) {
            int order = one.get(i).compareTo(other.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(one.size(), other.size());
    }

    public long budgetYuan() {
        return budgetYuan;
    }

    /** In the order of their ids. */
    public List<Candidate> candidates() {
        return candidates;
    }

    /** How many ballots. */
    public int size() {
        return size;
    }

    List<Pile> piles() {
        return piles;
    }

    int pileSize(int pile) {
        return pileSizes[pile];
    }

    Candidate candidate(int index) {
        return candidates.get(index);
    }

    String id(int index) {
        return candidates.get(index).id();
    }

    long cost(int index) {
        return candidates.get(index).costYuan();
    }

    /** How many ballots name this candidate. */
    int votes(int index) {
        return votes[index];
    }

    /** The piles that name this candidate; not to be written to. */
    int[] pilesFor(int index) {
        return pilesFor[index];
    }

    /** Whom a rule may fund at all: somebody wants it, and the whole budget is enough for it. */
    List<Integer> eligible() {
        var eligible = new ArrayList<Integer>();
        for (int i = 0; i < candidates.size(); i++) {
            if (votes[i] > 0 && cost(i) <= budgetYuan) {
                eligible.add(i);
            }
        }
        return eligible;
    }

    /** The yuan that a pile's voters see spent on what they chose. */
    long wantedAmong(Pile pile, Set<String> funded) {
        return pile.choices().stream()
                .filter(choice -> funded.contains(id(choice)))
                .mapToLong(this::cost)
                .sum();
    }
}
