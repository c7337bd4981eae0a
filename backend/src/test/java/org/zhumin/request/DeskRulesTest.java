package org.zhumin.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.zhumin.identity.Actor;
import org.zhumin.identity.Grant;
import org.zhumin.identity.Role;
import org.zhumin.kernel.AreaCode;
import org.zhumin.kernel.OrganizationId;

import java.util.List;
import java.util.stream.Stream;

class DeskRulesTest {
    static Stream<Arguments> whoMayDoWhat() {
        return Stream.of(
                row(
                        RequestFixture.staff(Role.COUNCIL, "520100"),
                        RequestState.SUBMITTED,
                        "ACCEPT MERGE REJECT ESCALATE CONTACT"),
                row(
                        RequestFixture.staff(Role.COUNCIL, "520102"),
                        RequestState.ACCEPTED,
                        "DISPATCH MERGE REJECT ESCALATE CONTACT"),
                row(
                        RequestFixture.staff(Role.SUPERVISOR, "520102016003"),
                        RequestState.SUBMITTED,
                        "ACCEPT MERGE REJECT ESCALATE SUPERVISE CONTACT"),
                row(RequestFixture.staff(Role.COUNCIL, "520103"), RequestState.SUBMITTED, ""),
                row(RequestFixture.staff(Role.GRID, "520102"), RequestState.SUBMITTED, ""),
                row(RequestFixture.staff(Role.HANDLER, "520100"), RequestState.DISPATCHED, ""),
                row(
                        RequestFixture.clerkOf(Role.HANDLER, "unit"),
                        RequestState.DISPATCHED,
                        "SIGN ASSIGN RETURN EXCLUSION CONTACT"),
                row(
                        RequestFixture.clerkOf(Role.COUNCIL, "unit"),
                        RequestState.IN_PROGRESS,
                        "ASSIGN RETURN PROGRESS EXTENSION PAUSE REPLY EXCLUSION CONTACT"),
                row(RequestFixture.clerkOf(Role.HANDLER, "other"), RequestState.DISPATCHED, ""),
                row(RequestFixture.clerkOf(Role.MERCHANT, "unit"), RequestState.DISPATCHED, ""),
                row(RequestFixture.resident("owner"), RequestState.REPLIED, "CONFIRM"),
                row(RequestFixture.resident("another"), RequestState.REPLIED, ""));
    }

    private static Arguments row(Actor actor, RequestState state, String allowed) {
        return Arguments.of(
                actor, state, allowed.isEmpty() ? List.of() : List.of(allowed.split(" ", -1)));
    }

    @ParameterizedTest
    @MethodSource("whoMayDoWhat")
    void allowsEachPartyItsOwnActions(Actor actor, RequestState state, List<String> allowed) {
        assertThat(
                        DeskRules.allowedActions(
                                RequestFixture.in(state), actor, false, RequestFixture.START))
                .extracting(Enum::name)
                .isEqualTo(allowed);
    }

    @Test
    void aStrangerLearnsNothing() {
        var request = RequestFixture.submitted();
        assertThatThrownBy(
                        () ->
                                DeskRules.requireParty(
                                        RequestAction.ACCEPT,
                                        request,
                                        RequestFixture.staff(Role.COUNCIL, "520103"),
                                        false))
                .hasMessage("request.not-found");
    }

    @Test
    void whoSeesItIsToldThatItIsNotTheirs() {
        var request = RequestFixture.in(RequestState.DISPATCHED);
        assertThatThrownBy(
                        () ->
                                DeskRules.requireParty(
                                        RequestAction.SIGN,
                                        request,
                                        RequestFixture.staff(Role.COUNCIL, "520102"),
                                        false))
                .hasMessage("request.not-yours-to-decide");
    }

    @Test
    void afterAnEscalationTheLowerDeskSeesAndActsNoMore() {
        var request =
                RequestFixture.perform(
                        RequestAction.ESCALATE, RequestFixture.in(RequestState.DISPATCHED));
        var lower = RequestFixture.staff(Role.COUNCIL, "520102016003");
        assertThat(DeskRules.maySee(request, lower)).isTrue();
        assertThat(actions(request, lower)).isEmpty();
        assertThat(actions(request, RequestFixture.staff(Role.COUNCIL, "520102016")))
                .contains(RequestAction.DISPATCH);
    }

    @Test
    void theUnitItselfApprovesNothing() {
        var request =
                RequestFixture.readyFor(RequestAction.APPROVE_PAUSE, RequestState.IN_PROGRESS);
        var both =
                RequestFixture.with(
                        new Grant(
                                Role.COUNCIL,
                                new AreaCode("520100"),
                                new OrganizationId("unit"),
                                List.of(),
                                null,
                                null));
        assertThat(actions(request, both)).doesNotContain(RequestAction.APPROVE_PAUSE);
        assertThat(actions(request, RequestFixture.staff(Role.COUNCIL, "520100")))
                .contains(RequestAction.APPROVE_PAUSE, RequestAction.REFUSE_PAUSE);
    }

    private static List<RequestAction> actions(ServiceRequest request, Actor actor) {
        return DeskRules.allowedActions(request, actor, false, RequestFixture.START.plusSeconds(1));
    }
}
