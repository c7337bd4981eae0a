package org.zhumin.vote;

import org.jspecify.annotations.Nullable;
import org.zhumin.vote.BundleStore.Kept;
import org.zhumin.vote.BundleStore.State;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The one batch of votes that is, or was last, taken into the tallies.
 *
 * @param number rises with each batch: whoever comes with a lower one changes nothing
 * @param rebuilding all tallies are made anew, from what is marked as counted on the votes
 * @param moves empty when rebuilding
 * @param bundles that are counted with it
 * @param added what is in them
 */
record TallyBatch(
        long number,
        boolean rebuilding,
        List<Move> moves,
        List<String> bundles,
        List<Added> added) {
    static final TallyBatch NONE = ofMoves(0, List.of());

    TallyBatch {
        moves = List.copyOf(moves);
        bundles = List.copyOf(bundles);
        added = List.copyOf(added);
    }

    static TallyBatch ofMoves(long number, List<Move> moves) {
        return new TallyBatch(number, false, moves, List.of(), List.of());
    }

    /**
     * Takes up the bundles that are closed and the votes that changed, but for those in bundles
     * that are not counted yet.
     *
     * @param kept bundles, as read after the votes: one that is not among them is counted
     */
    TallyBatch next(List<Dirty> dirty, List<Kept> kept) {
        Map<String, State> states = kept.stream().collect(Collectors.toMap(Kept::id, Kept::state));
        List<Kept> closed = kept.stream().filter(one -> one.state() == State.CLOSED).toList();
        return new TallyBatch(
                number + 1,
                false,
                group(ready(dirty, states)),
                closed.stream().map(Kept::id).toList(),
                merge(closed));
    }

    private static List<Dirty> ready(List<Dirty> dirty, Map<String, State> states) {
        var ready = new ArrayList<Dirty>();
        for (Dirty one : dirty) {
            State state = one.bundle() == null ? null : states.get(one.bundle());
            if (state == null) {
                ready.add(one);
            } else if (state.isGivenUp()) {
                ready.add(one.uncounted());
            }
        }
        return ready;
    }

    private static List<Added> merge(List<Kept> closed) {
        record Kind(PollId poll, String contribution) {}
        var sums = new HashMap<Kind, Long>();
        for (Kept bundle : closed) {
            for (Added one : bundle.added()) {
                sums.merge(new Kind(one.poll(), one.contribution()), one.votes(), Long::sum);
            }
        }
        var added = new ArrayList<Added>();
        sums.forEach(
                (kind, n) -> {
                    if (n != 0) {
                        added.add(new Added(kind.poll, kind.contribution, n));
                    }
                });
        return added;
    }

    boolean isEmpty() {
        return moves.isEmpty() && bundles.isEmpty();
    }

    /** How many votes it counts, anew or otherwise, but for those that changed to and fro. */
    int votes() {
        long inBundles = added.stream().mapToLong(one -> Math.max(0, one.votes())).sum();
        return Math.toIntExact(
                inBundles + moves.stream().mapToInt(move -> move.voterKeys().size()).sum());
    }

    /** Takes two numbers: with the first the tallies are emptied, with the second filled. */
    TallyBatch nextRebuild() {
        return new TallyBatch(number + 2, true, List.of(), List.of(), List.of());
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

    /**
     * Votes of one poll that all count the same.
     *
     * @param votes how many more; fewer where votes changed
     */
    record Added(PollId poll, String contribution, long votes) {}

    /**
     * A vote that is not counted as it stands.
     *
     * @param counted what is counted of it, once its bundle is
     * @param before what is counted of it without its bundle
     * @param bundle in which it was put in; absent: none, or it was counted by itself since
     */
    record Dirty(
            PollId poll,
            String voterKey,
            @Nullable String counted,
            @Nullable String before,
            @Nullable String stands,
            @Nullable String bundle) {
        /** As its bundle never will be. */
        Dirty uncounted() {
            return new Dirty(poll, voterKey, before, before, stands, null);
        }
    }

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
        for (Added one : added) {
            votes.computeIfAbsent(one.poll(), _ -> new HashMap<>())
                    .merge(one.contribution(), one.votes(), Long::sum);
        }
        var deltas = new HashMap<PollId, Tally>();
        votes.forEach((poll, some) -> deltas.put(poll, Contribution.tally(poll.step(), some)));
        return deltas;
    }
}
