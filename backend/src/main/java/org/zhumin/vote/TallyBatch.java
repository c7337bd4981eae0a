package org.zhumin.vote;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The one batch of votes that is, or was last, taken into the tallies, with what earlier ones have
 * left pending (待过账): what is counted and not yet posted (过账) to the stored tallies.
 *
 * @param number rises with each batch: whoever comes with a lower one changes nothing
 * @param rebuilding all tallies are made anew, see {@link TallyRebuild}
 * @param moves empty when rebuilding
 * @param bundles that are counted with it
 * @param posted the last batch before this one that posted what was pending, or made tallies anew:
 *     no stored tally lacks anything of it
 * @param pending what came since, this batch included
 * @param posts this batch posts it
 */
record TallyBatch(
        long number,
        boolean rebuilding,
        List<Move> moves,
        List<String> bundles,
        long posted,
        Map<PollId, DatedTally> pending,
        boolean posts) {
    static final TallyBatch NONE =
            new TallyBatch(0, false, List.of(), List.of(), 0, Map.of(), false);

    /** They are written with every batch. */
    static final int MOST_PENDING = 500;

    TallyBatch {
        moves = List.copyOf(moves);
        bundles = List.copyOf(bundles);
        pending = Map.copyOf(pending);
    }

    /**
     * @param posts what is pending is posted in any case; else only if there is much
     */
    TallyBatch next(TallyIntake intake, boolean posts, Instant now) {
        var sums = new HashMap<PollId, DatedTally>(posts() ? Map.of() : pending);
        intake.deltas()
                .forEach(
                        (poll, delta) ->
                                sums.merge(poll, new DatedTally(delta, now), DatedTally::plus));
        return new TallyBatch(
                number + 1,
                false,
                intake.moves(),
                intake.bundles(),
                posts() ? number : posted,
                sums,
                posts || sums.size() > MOST_PENDING);
    }

    /** Also if this batch posts it: whoever reads gets it along until a batch comes without. */
    boolean hasPending() {
        return !pending.isEmpty();
    }

    /** Nothing is taken up from now on; what is pending stays so, for who reads meanwhile. */
    TallyBatch rebuild() {
        return new TallyBatch(
                number + 1,
                true,
                List.of(),
                List.of(),
                posts ? number : posted,
                posts ? Map.of() : pending,
                false);
    }

    /** In a rebuild: these stored tallies become as is given. */
    TallyBatch replacing(Map<PollId, DatedTally> tallies) {
        return new TallyBatch(number + 1, true, List.of(), List.of(), number, tallies, true);
    }

    /** All stored tallies were replaced or emptied. */
    TallyBatch rebuilt() {
        return new TallyBatch(number + 1, false, List.of(), List.of(), number, Map.of(), false);
    }

    /** What is pending does not come on top of the stored tallies, but in their place. */
    boolean replaces() {
        return rebuilding && posts;
    }

    /**
     * A tally as it is read by whoever reads the batch first and the stored tally afterwards, also
     * if what was pending has been posted in between.
     *
     * @param stored absent: there is none yet
     * @param seen the last batch that it has seen
     * @return absent if there is none, nor anything pending
     */
    @Nullable DatedTally together(PollId poll, @Nullable DatedTally stored, long seen) {
        DatedTally delta = pending.get(poll);
        if (delta == null || seen > posted) {
            return stored;
        }
        return stored == null || replaces() ? delta : stored.plus(delta);
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
}
