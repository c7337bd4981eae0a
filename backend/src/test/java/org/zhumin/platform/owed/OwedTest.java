package org.zhumin.platform.owed;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

class OwedTest {
    private static final Instant AT = Instant.parse("2026-11-24T01:00:00Z");
    private static final Owed NEW = Owed.of("op:notice", "test", Map.of(), AT);

    @ParameterizedTest
    @CsvSource({"1, PT10S", "2, PT20S", "3, PT40S", "9, PT42M40S", "10, PT1H", "100, PT1H"})
    void eachFailureDoublesThePauseUpToAnHour(int failures, Duration pause) {
        Owed owed = NEW;
        for (int i = 0; i < failures; i++) {
            owed = owed.failed(AT);
        }
        assertThat(owed.attempts()).isEqualTo(failures);
        assertThat(Duration.between(AT, owed.notBefore())).isEqualTo(pause);
    }

    @Test
    void movingOnForgetsFailures() {
        Owed further = NEW.failed(AT).movedOn("p1", AT.plusSeconds(5));
        assertThat(further.attempts()).isZero();
        assertThat(further.cursor()).isEqualTo("p1");
        assertThat(further.notBefore()).isEqualTo(AT.plusSeconds(35));
        assertThat(further.since()).isEqualTo(AT);
    }
}
