package org.zhumin.notice;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.zhumin.notice.Delivery.State;
import org.zhumin.wechat.SendResult;
import org.zhumin.wechat.SendResult.Outcome;

import java.time.Duration;
import java.time.Instant;

class DeliveryTest {
    private static final Instant AT = Instant.parse("2026-11-24T01:00:00Z");
    private static final Delivery SENDING = Delivery.waiting("t", AT, AT).sending(AT);

    @ParameterizedTest
    @CsvSource({
        "SENT, 0, SENT",
        "NOT_SUBSCRIBED, 43101, REFUSED",
        "BAD_RECEIVER, 40003, REFUSED",
        "BAD_MESSAGE, 47003, REFUSED",
        "BAD_MESSAGE, 40037, REFUSED",
        "BAD_MESSAGE, 41030, REFUSED",
        "UNKNOWN, -99, UNKNOWN",
        "LIMITED, 45009, WAITING",
        "NOT_SENT, -1, WAITING",
        "NOT_SENT, 40001, WAITING"
    })
    void onlyWhatCertainlyDidNotLeaveIsTriedAgain(Outcome outcome, int errcode, State state) {
        Delivery next = SENDING.answered(new SendResult(outcome, errcode), AT, AT);
        assertThat(next.state()).isEqualTo(state);
        assertThat(next.errcode()).isEqualTo(errcode);
        assertThat(next.granted()).isEqualTo(state == State.WAITING);
        assertThat(next.due() == null).isEqualTo(state != State.WAITING);
    }

    @ParameterizedTest
    @CsvSource({"1, PT1M", "2, PT2M", "3, PT4M", "7, PT1H4M", "20, PT1H4M"})
    void eachPauseIsTwiceAsLongUpToAnHour(int attempts, Duration pause) {
        Delivery delivery = Delivery.waiting("t", AT, AT);
        for (int i = 0; i < attempts; i++) {
            delivery = delivery.sending(AT);
        }
        Delivery next = delivery.answered(new SendResult(Outcome.LIMITED, 45009), AT, AT);
        assertThat(Duration.between(AT, next.due())).isEqualTo(pause);
    }

    @Test
    void afterADayItIsGivenUp() {
        Instant tomorrow = AT.plus(Duration.ofHours(24));
        Delivery next = SENDING.answered(new SendResult(Outcome.NOT_SENT, -1), AT, tomorrow);
        assertThat(next.state()).isEqualTo(State.GIVEN_UP);
    }

    @Test
    void whatIsMarkedIsDueAgainOnlyWhenItIsLost() {
        assertThat(SENDING.isDue(AT.plusSeconds(299))).isFalse();
        assertThat(SENDING.isDue(AT.plusSeconds(300))).isTrue();
        assertThat(SENDING.notBefore(AT.plusSeconds(400)).due()).isEqualTo(AT.plusSeconds(400));
        assertThat(SENDING.notBefore(AT)).isSameAs(SENDING);
        assertThat(SENDING.ended(State.UNKNOWN, AT).isDue(Instant.MAX)).isFalse();
    }
}
