package org.zhumin.vote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import org.junit.jupiter.api.Test;
import org.zhumin.kernel.AreaCode;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

class VoteBurstsTest {
    private static final Instant OPENS = Instant.parse("2026-03-02T02:00:00Z");
    private static final AreaCode ONE = new AreaCode("520102016001");
    private static final AreaCode OTHER = new AreaCode("520102016002");

    private static VoteBursts.Slot slot(AreaCode area, int number, long votes) {
        return new VoteBursts.Slot(area, OPENS.plus(VoteBursts.SLOT.multipliedBy(number)), votes);
    }

    private static List<VoteBurst> find(VoteBursts.Slot... slots) {
        return VoteBursts.find(
                List.of(slots), OPENS, OPENS.plus(VoteBursts.SLOT.multipliedBy(10)), 20);
    }

    @Test
    void manyAtOnceAreABurstAndSteadyVotingIsNone() {
        assertThat(find()).isEmpty();
        assertThat(find(slot(ONE, 1, 19))).isEmpty();
        assertThat(find(slot(ONE, 1, 20)))
                .containsExactly(
                        new VoteBurst(
                                ONE,
                                OPENS.plus(VoteBursts.SLOT),
                                OPENS.plus(VoteBursts.SLOT.multipliedBy(2)),
                                20,
                                0));
        assertThat(
                        find(
                                IntStream.rangeClosed(1, 9)
                                        .mapToObj(number -> slot(ONE, number, 30))
                                        .toArray(VoteBursts.Slot[]::new)))
                .isEmpty();
    }

    @Test
    void eachPartOfTheAreaHasItsOwnUsualNumberAndTheLargestIsFirst() {
        assertThat(find(slot(ONE, 1, 25), slot(OTHER, 1, 200), slot(OTHER, 2, 63)))
                .extracting(VoteBurst::area, VoteBurst::votes, VoteBurst::usual)
                .containsExactly(tuple(OTHER, 200L, 7.0), tuple(ONE, 25L, 0.0));
    }
}
