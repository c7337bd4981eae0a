package org.zhumin.ranking;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;

class PackedRowsTest {
    private static final int UNITS = 200;
    private static final long SEED = 7;

    private static Map<String, Tally.Row> rows(Random random) {
        var rows = new HashMap<String, Tally.Row>();
        for (int i = 0; i < UNITS; i++) {
            rows.put(
                    "unit%022d".formatted(i),
                    new Tally.Row(
                            "演示单位" + i,
                            Map.of(
                                    Contribution.COUNTED,
                                    counts(random),
                                    "DUPLICATE",
                                    counts(random))));
        }
        return rows;
    }

    private static OrderCounts counts(Random random) {
        var counts = new HashMap<Count, Long>();
        for (Count count : Count.values()) {
            counts.put(count, (long) random.nextInt(10_000) - 5);
        }
        return new OrderCounts(counts);
    }

    @Test
    void whatIsPackedComesOutAgain() {
        var rows = rows(new Random(SEED));
        byte[] packed = PackedRows.pack(rows);
        assertThat(PackedRows.unpack(packed)).isEqualTo(rows);
        assertThat(packed.length / UNITS).as("bytes a row with two buckets").isLessThan(140);
    }

    @Test
    void zerosAndLargeNumbersToo() {
        var rows =
                Map.of(
                        "none", new Tally.Row("", Map.of(Contribution.COUNTED, OrderCounts.NONE)),
                        "all",
                                new Tally.Row(
                                        "x",
                                        Map.of(
                                                "A",
                                                new OrderCounts(
                                                        Map.of(
                                                                Count.N,
                                                                Long.MAX_VALUE,
                                                                Count.RATED,
                                                                128L,
                                                                Count.SOLVED,
                                                                127L)))),
                        "empty", new Tally.Row("y", Map.of()));
        assertThat(PackedRows.unpack(PackedRows.pack(rows))).isEqualTo(rows);
        assertThat(PackedRows.unpack(PackedRows.pack(Map.of()))).isEmpty();
    }
}
