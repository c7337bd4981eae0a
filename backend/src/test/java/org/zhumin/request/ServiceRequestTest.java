package org.zhumin.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.zhumin.kernel.DomainException;

import java.util.Arrays;
import java.util.stream.Stream;

class ServiceRequestTest {
    static Stream<Arguments> everyStateAndAction() {
        return Arrays.stream(RequestState.values())
                .flatMap(
                        state ->
                                Arrays.stream(RequestAction.values())
                                        .map(action -> Arguments.of(state, action)));
    }

    @ParameterizedTest
    @MethodSource("everyStateAndAction")
    void anActionIsDoneOrRefusedAsTheTableSays(RequestState state, RequestAction action) {
        ServiceRequest before = RequestFixture.in(state);
        if (action.isAllowedIn(state)) {
            ServiceRequest after = RequestFixture.perform(action, before);
            assertThat(after.version()).isEqualTo(before.version() + 1);
            assertThat(after.timeline()).hasSize(before.timeline().size() + 1);
            return;
        }
        var refusal =
                catchThrowableOfType(
                        DomainException.class, () -> RequestFixture.perform(action, before));
        assertThat(refusal.problem().code()).isEqualTo(RequestProblem.NOT_ALLOWED_IN_STATE);
        assertThat(refusal.problem().extras())
                .containsEntry("state", state)
                .containsEntry("allowed", RequestAction.allowedIn(state));
    }

    @ParameterizedTest
    @CsvSource({
        "SUBMITTED, ACCEPT", "ACCEPTED, DISPATCH", "DISPATCHED, DISPATCH SIGN",
        "IN_PROGRESS, REPLY", "REPLIED, CONFIRM", "CLOSED, ''"
    })
    void theTableIsTheOneOfTheContract(RequestState state, String allowed) {
        assertThat(RequestAction.allowedIn(state))
                .extracting(Enum::name)
                .containsExactly(allowed.isEmpty() ? new String[0] : allowed.split(" ", -1));
    }

    @ParameterizedTest
    @EnumSource(
            value = Outcome.class,
            names = {"SOLVED", "PARTLY"})
    void aConfirmedReplyCloses(Outcome outcome) {
        var closed =
                RequestFixture.in(RequestState.REPLIED)
                        .confirm(outcome, 4, null, RequestFixture.step("owner"));
        assertThat(closed.state()).isEqualTo(RequestState.CLOSED);
        assertThat(closed.closedAs()).isEqualTo(outcome);
    }

    @Test
    void anUnsolvedOneGoesBackToTheSameHandlerAndCounts() {
        var back =
                RequestFixture.in(RequestState.REPLIED)
                        .confirm(Outcome.UNSOLVED, 1, "还是不亮", RequestFixture.step("owner"));
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
                RequestFixture.submitted()
                        .accept(null, null, mayAppear, RequestFixture.step("triage"));
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
                        false);
        var accepted =
                RequestFixture.submitted(hidden)
                        .accept("other", "好标题", true, RequestFixture.step("triage"));
        assertThat(accepted.publication()).isEqualTo(Publication.PRIVATE);
        assertThat(accepted.categoryCode()).isEqualTo("other");
        assertThat(accepted.title()).isEqualTo("好标题");
    }

    @Test
    void theDispatchNoteIsNotPublic() {
        assertThat(RequestFixture.in(RequestState.DISPATCHED).publicTimeline())
                .extracting(TimelineEntry::type)
                .containsExactly(TimelineEntry.Type.SUBMITTED, TimelineEntry.Type.ACCEPTED);
    }

    @Test
    void aStepIsFoundByItsOperation() {
        var step = RequestFixture.step("clerk");
        var signed = RequestFixture.in(RequestState.DISPATCHED).sign(step);
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
        var erased = RequestFixture.submitted().withoutOwner(RequestFixture.START);
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
