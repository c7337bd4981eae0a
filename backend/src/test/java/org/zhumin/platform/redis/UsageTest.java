package org.zhumin.platform.redis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.zhumin.platform.redis.RateLimiter.Allowance;

import java.time.Duration;

class UsageTest {
    /** Such a clock may stand anywhere, and pass its largest number. */
    private static final long NOW = Long.MAX_VALUE - Duration.ofSeconds(1).toNanos();

    private static long millis(long millis) {
        return Duration.ofMillis(millis).toNanos();
    }

    private static Usage used(long aheadMillis) {
        return new Usage(NOW + millis(aheadMillis), 0, 0);
    }

    @ParameterizedTest
    @CsvSource({
        // aheadMillis, perMinute, granted, remaining, resetMillis
        "0, 120, true, 119, 500",
        "-5000, 120, true, 119, 500",
        "500, 120, true, 118, 1000",
        "499, 120, true, 118, 999",
        "501, 120, true, 117, 1001",
        "59500, 120, true, 0, 60000",
        "59501, 120, false, 0, 1",
        "60000, 120, false, 0, 500",
        "120000, 120, false, 0, 60500",
        "0, 1, true, 0, 60000",
        "1, 1, false, 0, 1",
        "0, 7, true, 6, 8572",
        "0, 1000000, true, 999999, 1",
        "0, 2147483647, true, 2147483647, 1"
    })
    void aCallIsAnswered(
            long aheadMillis, int perMinute, boolean granted, int remaining, long resetMillis) {
        Usage usage = used(aheadMillis);
        assertThat(usage.allows(perMinute, NOW)).isEqualTo(granted);
        assertThat(usage.answer(perMinute, NOW))
                .isEqualTo(new Allowance(granted, perMinute, remaining, resetMillis));
    }

    @Test
    void aGrantedCallMovesAndIsUntold() {
        Usage once = used(-5000).take(120, NOW);
        assertThat(once).isEqualTo(new Usage(NOW + millis(500), millis(500), 1));
        assertThat(once.take(60, NOW)).isEqualTo(new Usage(NOW + millis(1500), millis(1500), 2));
        assertThat(once.isTold()).isFalse();
        assertThat(once.told()).isEqualTo(new Usage(NOW + millis(500), 0, 0));
        assertThat(once.told().isTold()).isTrue();
    }

    @Test
    void aRefusedCallChangesNothing() {
        Usage full = used(59_900);
        assertThat(full.take(120, NOW)).isSameAs(full);
    }

    @ParameterizedTest
    @CsvSource({"1", "7", "60", "120", "600", "1200", "99999", "1000000"})
    void asManyAsAreAllowedFitIntoAMinute(int perMinute) {
        Usage usage = Usage.none(NOW);
        for (int i = 1; i <= perMinute; i++) {
            assertThat(usage.answer(perMinute, NOW).remaining()).isEqualTo(perMinute - i);
            usage = usage.take(perMinute, NOW);
        }
        assertThat(usage.allows(perMinute, NOW)).isFalse();
        assertThat(usage.allows(perMinute, NOW + Usage.MINUTE / perMinute)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        // known here, untold, from Redis a second ago; then known
        "500, 0, 0, 500",
        "500, 0, 1400, 500",
        "500, 0, 1600, 600",
        "500, 500, 1600, 1100",
        "500, 500, 0, 500",
        "-9000, 0, 30000, 29000",
        "60000, 0, 300000, 299000"
    })
    void whatOthersUsedIsLearned(long here, long untold, long everybodys, long known) {
        Usage before = new Usage(NOW + millis(here), millis(untold), 1);
        Usage after = before.learn(millis(everybodys), NOW - millis(1000));
        assertThat(after).isEqualTo(new Usage(NOW + millis(known), millis(untold), 1));
    }
}
