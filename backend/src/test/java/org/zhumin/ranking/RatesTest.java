package org.zhumin.ranking;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.math.BigDecimal;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;

class RatesTest {
    /** Method 3 in table I of R. G. Newcombe, Statistics in Medicine 17 (1998), p. 861. */
    @ParameterizedTest
    @CsvSource({
        "81, 263, 0.2553, 0.3662",
        "15, 148, 0.0624, 0.1605",
        "0, 20, 0.0000, 0.1611",
        "1, 29, 0.0061, 0.1718"
    })
    void wilsonGivesThePublishedIntervals(long hits, long base, String low, String high) {
        assertThat(Rates.wilson(hits, base))
                .isEqualTo(new Rates.Interval(new BigDecimal(low), new BigDecimal(high)));
    }

    @Test
    void allOfThemMirrorsNone() {
        Rates.Interval all = Rates.wilson(20, 20);
        assertThat(all.low()).isEqualTo("0.8389");
        assertThat(all.high()).isEqualTo("1.0000");
    }

    @ParameterizedTest
    @CsvSource({
        "1, 3, 0.3333",
        "2, 3, 0.6667",
        "1, 20000, 0.0001",
        "1, 20001, 0.0000",
        "0, 7, 0.0000"
    })
    void aRateIsRoundedHalfUpOnce(long hits, long base, String rate) {
        assertThat(Rates.rate(hits, base)).isEqualTo(rate);
    }

    @Test
    void nothingInTheBaseIsNoRate() {
        assertThat(Rates.rate(0, 0)).isNull();
        assertThat(Rates.wilson(0, 0)).isNull();
    }

    /** Everything up to 120, and some of what is larger. */
    static Stream<long[]> shares() {
        var random = new Random(7);
        Stream<long[]> small =
                LongStream.rangeClosed(1, 120)
                        .boxed()
                        .flatMap(
                                base ->
                                        LongStream.rangeClosed(0, base)
                                                .mapToObj(hits -> new long[] {hits, base}));
        Stream<long[]> large =
                Stream.generate(
                                () -> {
                                    long base = random.nextLong(1L << (8 + random.nextInt(50))) + 1;
                                    return new long[] {random.nextLong(base + 1), base};
                                })
                        .limit(2_000);
        Stream<long[]> halves =
                Stream.of(new long[] {1, 20_000}, new long[] {3, 20_000}, new long[] {1, 1L << 60});
        return Stream.of(small, large, halves).flatMap(some -> some);
    }

    @Test
    void whatIsComputedFastIsWhatIsExact() {
        assertThat(shares())
                .allSatisfy(
                        share -> {
                            long hits = share[0];
                            long base = share[1];
                            assertThat(Rates.rate(hits, base))
                                    .isEqualTo(Fraction.of(hits, base).rounded());
                            assertThat(Rates.wilson(hits, base))
                                    .isEqualTo(Rates.exactWilson(hits, base));
                        });
    }
}
