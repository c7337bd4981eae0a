package org.zhumin.vote;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The one batch of votes that is, or was last, taken into the tallies.
 *
 * @param number rises with each batch: whoever comes with a lower one changes nothing
 * @param rebuilding all tallies are made anew, from what is marked as counted on the votes
 * @param moves empty when rebuilding
 */
record TallyBatch(long number, boolean rebuilding, List<Move> moves) {
    static final TallyBatch NONE = new TallyBatch(0, false, List.of());

    TallyBatch {
        moves = List.copyOf(moves);
    }

    TallyBatch next(List<Dirty> dirty) {
        return new TallyBatch(number + 1, false, group(dirty));
    }

    /** Takes two numbers: with the first the tallies are emptied, with the second filled. */
    TallyBatch nextRebuild() {
        return new TallyBatch(number + 2, true, List.of());
    }

    /**
     * Votes of one poll that all change in the same way.
     *
     * @param from what was counted of each, see {@link Contribution}; absent: nothing
     * @param to what is counted from now on; absent: nothing
     */
    record Move(PollId poll, @Nullable String from, @Nullable String to, List<String> voterKeys) {
        Move {
            voterKeys = List.copyOf(voterKeys);
        }
    }

    /** A vote that is not counted as it stands. */
    record Dirty(PollId poll, String voterKey, @Nullable String counted, @Nullable String stands) {}

    private static List<Move> group(List<Dirty> dirty) {
        record Kind(PollId poll, @Nullable String from, @Nullable String to) {}
        var keys = new HashMap<Kind, List<String>>();
        for (Dirty one : dirty) {
            keys.computeIfAbsent(
                            new Kind(one.poll(), one.counted(), one.stands()),
                            _ -> new ArrayList<>())
                    .add(one.voterKey());
        }
        var moves = new ArrayList<Move>();
        keys.forEach((kind, voters) -> moves.add(new Move(kind.poll, kind.from, kind.to, voters)));
        return moves;
    }

    /** What the batch adds to each tally that it touches. */
    Map<PollId, Tally> deltas() {
        var votes = new HashMap<PollId, Map<String, Long>>();
        for (Move move : moves) {
            Map<String, Long> ofPoll = votes.computeIfAbsent(move.poll(), _ -> new HashMap<>());
            long n = move.voterKeys().size();
            if (move.from() != null) {
                ofPoll.merge(move.from(), -n, Long::sum);
            }
            if (move.to() != null) {
                ofPoll.merge(move.to(), n, Long::sum);
            }
        }
        var deltas = new HashMap<PollId, Tally>();
        votes.forEach((poll, some) -> deltas.put(poll, Contribution.tally(poll.step(), some)));
        return deltas;
    }
}
