package org.zhumin.vote;

import org.jspecify.annotations.Nullable;
import org.zhumin.vote.BundleStore.Kept;
import org.zhumin.vote.BundleStore.State;
import org.zhumin.vote.TallyBatch.Move;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What the next batch takes up.
 *
 * @param moves of votes that are counted one by one
 * @param bundles that are closed
 * @param added what is in them
 */
record TallyIntake(List<Move> moves, List<String> bundles, List<Added> added) {
    static final TallyIntake NONE = new TallyIntake(List.of(), List.of(), List.of());

    TallyIntake {
        moves = List.copyOf(moves);
        bundles = List.copyOf(bundles);
        added = List.copyOf(added);
    }

    /**
     * The bundles that are closed and the votes that changed, but for those in bundles that are not
     * counted yet.
     *
     * @param kept bundles, as read after the votes: one that is not among them is counted
     */
    static TallyIntake of(List<Dirty> dirty, List<Kept> kept) {
        Map<String, State> states = kept.stream().collect(Collectors.toMap(Kept::id, Kept::state));
        List<Kept> closed = kept.stream().filter(one -> one.state() == State.CLOSED).toList();
        return new TallyIntake(
                group(ready(dirty, states)), closed.stream().map(Kept::id).toList(), merge(closed));
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

    boolean isEmpty() {
        return moves.isEmpty() && bundles.isEmpty();
    }

    /** How many votes are in it, new or otherwise, but for those that changed to and fro. */
    int votes() {
        long inBundles = added.stream().mapToLong(one -> Math.max(0, one.votes())).sum();
        return Math.toIntExact(
                inBundles + moves.stream().mapToInt(move -> move.voterKeys().size()).sum());
    }

    /** What it adds to each tally that it touches. */
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
}
