package org.zhumin.ranking;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.math.BigDecimal;

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
}
