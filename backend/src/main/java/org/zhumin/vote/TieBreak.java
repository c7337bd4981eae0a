package org.zhumin.vote;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * How candidates with equal support are told apart: by each criterion in turn, then by a published
 * order. What both leave open stays open, and the count says so.
 *
 * @param criteria fixed before the vote
 * @param order candidates' ids, drawn in public by the council; the earlier goes first. Best drawn
 *     for all candidates at once, so that one draw settles every tie
 */
public record TieBreak(List<Criterion> criteria, List<String> order) {
    /** More votes first, then lower cost, then nothing. */
    public static final TieBreak BY_RULE =
            new TieBreak(List.of(Criterion.MORE_VOTES, Criterion.LOWER_COST), List.of());

    public TieBreak {
        criteria = List.copyOf(criteria);
        order = List.copyOf(order);
    }

    /** What tells two candidates apart. */
    public enum Criterion {
        MORE_VOTES,
        LOWER_COST
    }

    /** The same criteria with the order that the council has drawn. */
    public TieBreak drawn(List<String> publicOrder) {
        return new TieBreak(criteria, publicOrder);
    }

    /** Who goes first among these; more than one if the tie stays open. */
    List<Integer> first(BallotBox box, List<Integer> tied) {
        List<Integer> left = tied;
        for (Criterion criterion : criteria) {
            left =
                    least(
                            left,
                            switch (criterion) {
                                case MORE_VOTES -> index -> -box.votes(index);
                                case LOWER_COST -> box::cost;
                            });
        }
        return isDrawn(box, left) ? least(left, index -> order.indexOf(box.id(index))) : left;
    }

    /** An order that leaves out one of the tied says nothing about them. */
    private boolean isDrawn(BallotBox box, List<Integer> tied) {
        return tied.stream().allMatch(index -> order.contains(box.id(index)));
    }

    private static List<Integer> least(List<Integer> candidates, ToLongFunction<Integer> value) {
        if (candidates.size() < 2) {
            return candidates;
        }
        long least = candidates.stream().mapToLong(value).min().orElseThrow();
        var first = new ArrayList<Integer>();
        for (Integer candidate : candidates) {
            if (value.applyAsLong(candidate) == least) {
                first.add(candidate);
            }
        }
        return first;
    }
}
