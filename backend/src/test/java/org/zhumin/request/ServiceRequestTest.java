package org.zhumin.request;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.List;

class ServiceRequestTest {
    @ParameterizedTest
    @EnumSource(
            value = Outcome.class,
            names = {"SOLVED", "PARTLY"})
    void aConfirmedReplyCloses(Outcome outcome) {
        var closed =
                RequestFixture.confirm(
                        RequestFixture.in(RequestState.REPLIED), outcome, RequestFixture.START);
        assertThat(closed.state()).isEqualTo(RequestState.CLOSED);
        assertThat(closed.closedAs()).isEqualTo(ClosedAs.of(outcome));
    }

    @Test
    void anUnsolvedOneGoesBackToTheSameHandlerAndCounts() {
        var back =
                RequestFixture.confirm(
                        RequestFixture.in(RequestState.REPLIED),
                        Outcome.UNSOLVED,
                        RequestFixture.START);
        assertThat(back.state()).isEqualTo(RequestState.IN_PROGRESS);
        assertThat(back.reopens()).isEqualTo(1);
        assertThat(back.handler()).isEqualTo(RequestFixture.HANDLER);
        assertThat(back.closedAs()).isNull();
        assertThat(back.timeline().getLast().type()).isEqualTo(TimelineEntry.Type.REOPENED);
    }

    @ParameterizedTest
    @CsvSource({"true, PUBLIC", "false, PENDING"})
    void acceptingPublishesWhatIsMeantForAllOnceThePhoneIsBound(
            boolean mayAppear, Publication expected) {
        var accepted =
                TriageMoves.accept(
                        RequestFixture.submitted(),
                        null,
                        null,
                        mayAppear,
                        RequestFixture.step("triage"));
        assertThat(accepted.publication()).isEqualTo(expected);
    }

    @Test
    void acceptingKeepsPrivateWhatIsPrivate() {
        Draft draft = RequestFixture.draft();
        var hidden =
                new Draft(
                        draft.kind(),
                        draft.categoryCode(),
                        draft.title(),
                        draft.content(),
                        draft.place(),
                        draft.answers(),
                        List.of(),
                        null,
                        Origin.APP,
                        false);
        var accepted =
                TriageMoves.accept(
                        RequestFixture.submitted(hidden),
                        "other",
                        "好标题",
                        true,
                        RequestFixture.step("triage"));
        assertThat(accepted.publication()).isEqualTo(Publication.PRIVATE);
        assertThat(accepted.categoryCode()).isEqualTo("other");
        assertThat(accepted.title()).isEqualTo("好标题");
    }

    @Test
    void theDispatchNoteIsNotPublic() {
        var entry = RequestFixture.in(RequestState.DISPATCHED).publicTimeline().getLast();
        assertThat(entry.type()).isEqualTo(TimelineEntry.Type.DISPATCHED);
        assertThat(entry.text()).isNull();
        assertThat(entry.note()).isEqualTo("请尽快");
        assertThat(entry.about()).isEqualTo("演示单位");
    }

    @Test
    void aStepIsFoundByItsOperation() {
        var step = RequestFixture.step("clerk");
        var signed = HandlerMoves.sign(RequestFixture.in(RequestState.DISPATCHED), step);
        assertThat(signed.findStep(step.operation().id())).isPresent();
        assertThat(signed.findStep("another")).isEmpty();
    }

    @Test
    void theHandlerActsUnderItsName() {
        assertThat(RequestFixture.in(RequestState.REPLIED).timeline().getLast().by())
                .isEqualTo("演示单位");
    }

    @Test
    void erasureTakesThePersonOut() {
        var erased =
                new RequestChange(
                                RequestFixture.submitted(),
                                null,
                                Step.ofSystem(RequestFixture.START, RequestFixture.CLOCKS))
                        .without(RequestFixture.OWNER);
        assertThat(erased.owner()).isNull();
        assertThat(erased.timeline())
                .noneMatch(entry -> RequestFixture.OWNER.equals(entry.actor()));
    }

    @Test
    void thePlaceIsShownToAHundredMetres() {
        var rough = RequestFixture.submitted().place().roughPoint();
        assertThat(rough.longitude()).isEqualTo(106.712);
        assertThat(rough.latitude()).isEqualTo(26.579);
    }
}
