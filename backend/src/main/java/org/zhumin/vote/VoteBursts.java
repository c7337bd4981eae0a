package org.zhumin.vote;

import org.zhumin.kernel.AreaCode;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds bursts among the votes of one poll. Pure. */
final class VoteBursts {
    static final Duration SLOT = Duration.ofMinutes(10);

    /** So many times the usual number. */
    static final int FACTOR = 5;

    private static final int MOST = 100;
    private static final double TENTHS = 10.0;

    private VoteBursts() {}

    /** How many votes of one part of the area came in one slot. */
    record Slot(AreaCode area, Instant from, long votes) {}

    /**
     * The largest first.
     *
     * @param slots those with votes; those without count towards what is usual
     * @param until the close, or now
     * @param leastVotes fewer are no burst
     */
    static List<VoteBurst> find(List<Slot> slots, Instant opensAt, Instant until, int leastVotes) {
        long others = Math.max(1, Duration.between(opensAt, until).dividedBy(SLOT) - 1);
        Map<AreaCode, Long> totals = new HashMap<>();
        slots.forEach(slot -> totals.merge(slot.area(), slot.votes(), Long::sum));
        return slots.stream()
                .filter(slot -> slot.votes() >= leastVotes)
                .map(slot -> burst(slot, totals.getOrDefault(slot.area(), 0L), others))
                .filter(burst -> burst.votes() >= FACTOR * burst.usual())
                .sorted(
                        Comparator.comparingLong(VoteBurst::votes)
                                .reversed()
                                .thenComparing(VoteBurst::from))
                .limit(MOST)
                .toList();
    }

    private static VoteBurst burst(Slot slot, long total, long others) {
        double usual = (double) (total - slot.votes()) / others;
        return new VoteBurst(
                slot.area(),
                slot.from(),
                slot.from().plus(SLOT),
                slot.votes(),
                Math.round(usual * TENTHS) / TENTHS);
    }
}
