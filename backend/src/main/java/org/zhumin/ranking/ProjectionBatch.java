package org.zhumin.ranking;

import org.jspecify.annotations.Nullable;
import org.zhumin.request.RequestId;

import java.time.Instant;
import java.util.List;

/**
 * The one batch that is, or was last, under way.
 *
 * @param number rises by one with each batch; whoever comes with a lower one changes nothing
 * @param entries what is counted; empty when settled or rebuilding
 */
record ProjectionBatch(long number, State state, List<Entry> entries, Instant at) {
    ProjectionBatch {
        entries = List.copyOf(entries);
    }

    ProjectionBatch next(List<Entry> claimed, Instant now) {
        return new ProjectionBatch(number + 1, State.CLAIMED, claimed, now);
    }

    /** Takes two numbers: with the first the tallies are emptied, with the second filled. */
    ProjectionBatch nextRebuild(Instant now) {
        return new ProjectionBatch(number + 2, State.REBUILDING, List.of(), now);
    }

    /** What the batch changes in the tallies. */
    List<Tally> deltas() {
        var sheet = new TallySheet();
        for (Entry entry : entries) {
            sheet.subtract(entry.before()).add(entry.after());
        }
        return sheet.tallies();
    }

    /** How far it is. */
    enum State {
        /** Its entries are fixed; they may or may not be counted. */
        CLAIMED,
        /** All tallies are being counted anew. */
        REBUILDING,
        /** Everything of it is done. */
        SETTLED
    }

    /**
     * One order. Public because the driver's codec for records needs it.
     *
     * @param revision of the outcome that is counted
     * @param before what was counted of it until now
     * @param after what is counted of it from now on
     */
    public record Entry(
            RequestId requestId,
            long revision,
            @Nullable Contribution before,
            @Nullable Contribution after) {}
}
