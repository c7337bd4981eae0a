package org.zhumin.notice;

import static org.assertj.core.api.Assertions.assertThat;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.zhumin.kernel.ResidentId;
import org.zhumin.notice.Delivery.State;
import org.zhumin.notice.NoticeFixture.TestType;
import org.zhumin.testing.TestDatabase;
import org.zhumin.wechat.SendResult.Outcome;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.time.Duration;
import java.time.Instant;

class NoticesIT {
    private static final ResidentId WHO = new ResidentId("who");
    private static final Instant NOON = NoticeFixture.NOON;

    /** 22:30, and when the quiet hours end. */
    private static final Instant NIGHT = Instant.parse("2026-11-24T14:30:00Z");

    private static final Instant MORNING = Instant.parse("2026-11-25T00:00:00Z");

    private final TestDatabase test = TestDatabase.create("notices");
    private final NoticeFixture one = new NoticeFixture(test);

    private void tell(TestType type, String reference) {
        one.notices.tell(NoticeFixture.news(WHO, type, reference)).block();
    }

    @Test
    void anAcceptedMessageIsSentOnceAndUsesTheAcceptance() {
        one.accept(WHO, 1);
        tell(TestType.NEWS, "a");
        tell(TestType.NEWS, "a");
        tell(TestType.NEWS, "b");
        assertThat(one.weChat.sent).hasSize(1);
        var message = one.weChat.sent.element();
        assertThat(message.openid()).isEqualTo("openid-who");
        assertThat(message.templateId()).isEqualTo("sim-news");
        assertThat(message.page()).isEqualTo("pages/a?id=1");
        assertThat(message.data()).containsEntry("thing1", "路灯");
        assertThat(one.left(WHO)).isZero();
        assertThat(one.inbox.streamOf(WHO).map(n -> n.delivery().state()).collectList().block())
                .containsExactlyInAnyOrder(State.SENT, State.NOT_GRANTED);
        assertThat(one.notices.countUnread(WHO).block()).isEqualTo(2);
    }

    @Test
    void aTypeWithoutTemplateStaysInTheInbox() {
        one.accept(WHO, 1);
        tell(TestType.PLAIN, "a");
        assertThat(one.weChat.sent).isEmpty();
        assertThat(one.delivery(WHO)).isNull();
        assertThat(one.left(WHO)).isEqualTo(1);
    }

    @Test
    void sixteenTellsAtOnceMakeOneEntryAndOneMessage() {
        one.accept(WHO, 16);
        var other = new NoticeFixture(test);
        Flux.range(0, 16)
                .flatMap(
                        i ->
                                (i % 2 == 0 ? one : other)
                                        .notices.tell(
                                                NoticeFixture.news(WHO, TestType.NEWS, "same")),
                        16)
                .blockLast();
        Awaitility.await().until(() -> one.delivery(WHO).state() == State.SENT);
        assertThat(one.inbox.streamOf(WHO).count().block()).isEqualTo(1);
        assertThat(one.weChat.sent.size() + other.weChat.sent.size()).isEqualTo(1);
        assertThat(one.left(WHO)).isEqualTo(15);
    }

    @Test
    void manyNoticesAtOnceSendAsManyMessagesAsWereAccepted() {
        one.accept(WHO, 3);
        Flux.range(0, 16)
                .flatMap(i -> one.notices.tell(NoticeFixture.news(WHO, TestType.NEWS, "n" + i)), 16)
                .blockLast();
        assertThat(one.weChat.sent).hasSize(3);
        assertThat(one.left(WHO)).isZero();
        assertThat(one.inbox.streamOf(WHO).count().block()).isEqualTo(16);
    }

    @Test
    void atNightAMessageWaitsForTheMorning() {
        one.accept(WHO, 1);
        one.clock.set(NIGHT);
        tell(TestType.NEWS, "a");
        assertThat(one.delivery(WHO).due()).isEqualTo(MORNING);
        one.sweepAt(MORNING.minusMillis(1));
        assertThat(one.weChat.sent).isEmpty();
        one.sweepAt(MORNING);
        assertThat(one.weChat.sent).hasSize(1);
        assertThat(one.left(WHO)).isZero();
    }

    @Test
    void aCancellationDoesNotWait() {
        one.accept(WHO, 1);
        one.clock.set(NIGHT);
        tell(TestType.CANCELLATION, "a");
        assertThat(one.weChat.sent).hasSize(1);
    }

    @Test
    void inTheMorningTwoSweepersSendEachMessageOnce() {
        var other = new NoticeFixture(test);
        one.clock.set(NIGHT);
        Flux.range(0, 520)
                .map(i -> new ResidentId("r" + i))
                .doOnNext(who -> one.accept(who, 1))
                .concatMap(who -> one.notices.tell(NoticeFixture.news(who, TestType.NEWS, "a")))
                .blockLast();
        one.clock.set(MORNING);
        other.clock.set(MORNING);
        Flux.merge(one.sweeper.sweepAll(), other.sweeper.sweepAll()).blockLast();
        assertThat(one.weChat.sent.size() + other.weChat.sent.size()).isEqualTo(520);
        assertThat(one.inbox.listDue(MORNING, 10).count().block()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "NOT_SUBSCRIBED, 43101, REFUSED, 0",
        "BAD_RECEIVER, 40003, REFUSED, 1",
        "BAD_MESSAGE, 47003, REFUSED, 2",
        "UNKNOWN, -99, UNKNOWN, 1",
        "LIMITED, 45009, WAITING, 1",
        "NOT_SENT, -1, WAITING, 1"
    })
    void theErrcodeSaysWhatBecomesOfMessageAndAcceptance(
            Outcome outcome, int errcode, State state, int left) {
        one.accept(WHO, 2);
        one.weChat.answer(outcome, errcode);
        tell(TestType.NEWS, "a");
        assertThat(one.delivery(WHO).state()).isEqualTo(state);
        assertThat(one.delivery(WHO).errcode()).isEqualTo(errcode);
        assertThat(one.left(WHO)).isEqualTo(left);
        assertThat(
                        one.registry
                                .get("zhumin.notices.messages")
                                .tag("errcode", Integer.toString(errcode))
                                .counter()
                                .count())
                .isEqualTo(1);
        one.sweepAt(NOON.plusSeconds(59));
        assertThat(one.weChat.sent).hasSize(1);
    }

    @Test
    void whatCertainlyDidNotLeaveIsSentLaterWithTheSameAcceptance() {
        one.accept(WHO, 1);
        one.weChat.answer(Outcome.NOT_SENT, -1);
        tell(TestType.NEWS, "a");
        one.sweepAt(NOON.plusSeconds(60));
        assertThat(one.weChat.sent).hasSize(2);
        one.weChat.answer(Outcome.SENT, 0);
        one.sweepAt(NOON.plusSeconds(180));
        assertThat(one.weChat.sent).hasSize(3);
        assertThat(one.delivery(WHO).state()).isEqualTo(State.SENT);
        assertThat(one.left(WHO)).isZero();
    }

    @Test
    void aRetryThatFallsIntoTheNightWaitsForTheMorning() {
        one.accept(WHO, 1);
        one.weChat.answer(Outcome.LIMITED, 45009);
        one.clock.set(NIGHT.minusSeconds(1801));
        tell(TestType.NEWS, "a");
        assertThat(one.delivery(WHO).due()).isEqualTo(MORNING);
    }

    @Test
    void givingUpGivesTheAcceptanceBack() {
        one.accept(WHO, 1);
        one.weChat.answer(Outcome.NOT_SENT, -1);
        tell(TestType.NEWS, "a");
        one.sweepAt(NOON.plus(Duration.ofHours(24)));
        assertThat(one.delivery(WHO).state()).isEqualTo(State.GIVEN_UP);
        assertThat(one.left(WHO)).isEqualTo(1);
    }

    @Test
    void aProcessThatDiesWhileSendingDoesNotSendTwice() {
        one.accept(WHO, 1);
        one.weChat.answer = Mono.never();
        one.notices.tell(NoticeFixture.news(WHO, TestType.NEWS, "a")).subscribe();
        Awaitility.await().until(() -> one.weChat.sent.size() == 1);
        var survivor = new NoticeFixture(test);
        survivor.sweepAt(NOON.plusSeconds(299));
        assertThat(one.delivery(WHO).state()).isEqualTo(State.SENDING);
        survivor.sweepAt(NOON.plusSeconds(300));
        assertThat(one.delivery(WHO).state()).isEqualTo(State.UNKNOWN);
        survivor.notices.tell(NoticeFixture.news(WHO, TestType.NEWS, "a")).block();
        assertThat(survivor.weChat.sent).isEmpty();
    }

    @Test
    void aProcessThatDiesBeforeSendingLeavesItToTheSweeper() {
        one.accept(WHO, 1);
        var begun = NoticeFixture.news(WHO, TestType.NEWS, "a");
        one.inbox.insert(Notice.of(begun, NOON, Delivery.waiting("sim-news", NOON, NOON))).block();
        one.sweepAt(NOON.plusSeconds(15));
        assertThat(one.weChat.sent).hasSize(1);
    }

    @Test
    void whoHasLeftIsToldNothing() {
        one.accept(WHO, 1);
        one.people.left.add(WHO);
        tell(TestType.NEWS, "a");
        assertThat(one.weChat.sent).isEmpty();
        assertThat(one.inbox.streamOf(WHO).count().block()).isZero();
    }

    @Test
    void whoLeavesAtNightIsSentNothingInTheMorning() {
        one.accept(WHO, 1);
        one.clock.set(NIGHT);
        tell(TestType.NEWS, "a");
        one.people.left.add(WHO);
        one.sweepAt(MORNING);
        assertThat(one.weChat.sent).isEmpty();
        assertThat(one.inbox.streamOf(WHO).count().block()).isZero();
    }

    @Test
    void oneThatFailsDoesNotStopTheOthers() {
        one.clock.set(NIGHT);
        for (int i = 0; i < 40; i++) {
            var who = new ResidentId("r" + i);
            one.accept(who, 1);
            one.notices.tell(NoticeFixture.news(who, TestType.NEWS, "a")).block();
        }
        one.people.failing.add(new ResidentId("r7"));
        one.sweepAt(MORNING);
        assertThat(one.weChat.sent).hasSize(39);
    }

    @Test
    void aTemplateThatIsGoneIsGivenUp() {
        var begun = NoticeFixture.news(WHO, TestType.NEWS, "a");
        one.inbox.insert(Notice.of(begun, NOON, Delivery.waiting("old", NOON, NOON))).block();
        one.sweepAt(NOON);
        assertThat(one.delivery(WHO).state()).isEqualTo(State.GIVEN_UP);
    }
}
