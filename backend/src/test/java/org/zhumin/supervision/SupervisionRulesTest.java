package org.zhumin.supervision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.zhumin.supervision.SupervisionFixture.forUnit;
import static org.zhumin.supervision.SupervisionFixture.over;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.zhumin.identity.Actor;
import org.zhumin.identity.Grant;
import org.zhumin.identity.Role;
import org.zhumin.kernel.DomainException;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Every state, action and kind of person, and what comes of it. */
class SupervisionRulesTest {
    private static final Map<RectificationState, Set<RectificationAction>> TABLE =
            Map.of(
                    RectificationState.ISSUED,
                    EnumSet.of(RectificationAction.SUBMIT, RectificationAction.ESCALATE),
                    RectificationState.SUBMITTED,
                    EnumSet.of(RectificationAction.VERIFY),
                    RectificationState.VERIFIED,
                    EnumSet.noneOf(RectificationAction.class),
                    RectificationState.FAILED,
                    EnumSet.of(RectificationAction.SUBMIT, RectificationAction.ESCALATE),
                    RectificationState.ESCALATED,
                    EnumSet.of(RectificationAction.SUBMIT, RectificationAction.ESCALATE));
    private static final Map<CaseState, Set<CaseAction>> CASES =
            Map.of(
                    CaseState.OPEN,
                    EnumSet.allOf(CaseAction.class),
                    CaseState.ANSWERED,
                    EnumSet.allOf(CaseAction.class),
                    CaseState.CLOSED,
                    EnumSet.noneOf(CaseAction.class));

    /** Who, by name; which party they are; what they hear instead. */
    private static final List<Who> PEOPLE =
            List.of(
                    new Who("clerk", Party.UNIT, forUnit(Role.HANDLER, "520100", "unit")),
                    new Who(
                            "council of the unit",
                            Party.UNIT,
                            forUnit(Role.COUNCIL, "520100", "unit")),
                    new Who("supervisor", Party.VERIFIER, over(Role.SUPERVISOR, "520102")),
                    new Who(
                            "supervisor of the city",
                            Party.VERIFIER,
                            over(Role.SUPERVISOR, "520100")),
                    new Who("council", Party.VERIFIER, forUnit(Role.COUNCIL, "520102", "other")),
                    new Who("supervisor elsewhere", null, over(Role.SUPERVISOR, "520103")),
                    new Who("other clerk", null, forUnit(Role.HANDLER, "520100", "other")),
                    new Who("grid worker", null, over(Role.GRID, "520100")),
                    new Who("administrator", null, over(Role.ADMIN, "520100")),
                    new Who("resident", null));

    record Who(String name, Party party, Grant... grants) {
        Actor actor() {
            return SupervisionFixture.actor("someone", grants);
        }
    }

    static Stream<Arguments> everyCombination() {
        return PEOPLE.stream()
                .flatMap(
                        who ->
                                Stream.of(RectificationState.values())
                                        .flatMap(
                                                state ->
                                                        Stream.of(RectificationAction.values())
                                                                .map(
                                                                        action ->
                                                                                Arguments.of(
                                                                                        who, state,
                                                                                        action))));
    }

    @ParameterizedTest
    @MethodSource("everyCombination")
    void theTableDecides(Who who, RectificationState state, RectificationAction action) {
        Rectification order = SupervisionFixture.in(state);
        boolean inState = TABLE.get(state).contains(action);
        boolean isParty = action.party() == who.party();
        assertThat(SupervisionRules.allowedActions(order, who.actor()).contains(action))
                .isEqualTo(inState && isParty);
        assertThat(refusalOf(() -> SupervisionRules.requireParty(action, order, who.actor())))
                .isEqualTo(isParty ? null : refusalFor(who, action.party(), true));
        if (inState) {
            Rectification next = SupervisionFixture.perform(action, order);
            assertThat(next.version()).isEqualTo(order.version() + 1);
            assertThat(next.timeline()).hasSize(order.timeline().size() + 1);
        } else {
            assertThatThrownBy(() -> SupervisionFixture.perform(action, order))
                    .hasMessage("supervision.not-allowed-in-state");
        }
    }

    static Stream<Arguments> everyCase() {
        return PEOPLE.stream()
                .flatMap(
                        who ->
                                Stream.of(CaseState.values())
                                        .flatMap(
                                                state ->
                                                        Arrays.stream(CaseAction.values())
                                                                .map(
                                                                        action ->
                                                                                Arguments.of(
                                                                                        who, state,
                                                                                        action))));
    }

    @ParameterizedTest
    @MethodSource("everyCase")
    void theTableOfCasesDecides(Who who, CaseState state, CaseAction action) {
        AccountabilityCase found = SupervisionFixture.in(state);
        boolean inState = CASES.get(state).contains(action);
        boolean isParty = action.party() == who.party();
        assertThat(SupervisionRules.allowedActions(found, who.actor()).contains(action))
                .isEqualTo(inState && isParty);
        assertThat(refusalOf(() -> SupervisionRules.requireParty(action, found, who.actor())))
                .isEqualTo(isParty ? null : refusalFor(who, action.party(), false));
        if (inState) {
            assertThat(SupervisionFixture.perform(action, found).version())
                    .isEqualTo(1 + found.version());
        } else {
            assertThatThrownBy(() -> SupervisionFixture.perform(action, found))
                    .hasMessage("supervision.not-allowed-in-state");
        }
    }

    private static String refusalFor(Who who, Party needed, boolean isOrder) {
        if (who.party() == null) {
            return isOrder ? "supervision.rectification-not-found" : "supervision.case-not-found";
        }
        return needed == Party.VERIFIER
                ? "supervision.own-organization"
                : "supervision.not-yours-to-decide";
    }

    private static String refusalOf(Runnable check) {
        try {
            check.run();
            return null;
        } catch (DomainException refusal) {
            return refusal.getMessage();
        }
    }

    @Test
    void whoSubmittedNeverVerifiesNotEvenWithAnotherGrantLater() {
        Rectification order = SupervisionFixture.in(RectificationState.SUBMITTED);
        Actor moved = SupervisionFixture.actor("clerk", over(Role.SUPERVISOR, "520100"));
        assertThatThrownBy(
                        () ->
                                SupervisionRules.requireParty(
                                        RectificationAction.VERIFY, order, moved))
                .hasMessage("supervision.own-organization");
        assertThat(SupervisionRules.allowedActions(order, moved)).isEmpty();
    }

    @Test
    void anEscalatedOrderIsVerifiedOneLevelUp() {
        Rectification order =
                SupervisionFixture.in(RectificationState.ESCALATED)
                        .submit("已修复", SupervisionFixture.step("clerk"));
        assertThat(order.supervisedBy()).isEqualTo(SupervisionFixture.path("520100", "520102"));
        Actor street = SupervisionFixture.actor("street", over(Role.COUNCIL, "520102016"));
        assertThat(SupervisionRules.maySee(order.matter(), street)).isTrue();
        assertThatThrownBy(
                        () ->
                                SupervisionRules.requireParty(
                                        RectificationAction.VERIFY, order, street))
                .hasMessage("supervision.not-yours-to-decide");
        Actor district = SupervisionFixture.actor("district", over(Role.COUNCIL, "520102"));
        assertThatCode(
                        () ->
                                SupervisionRules.requireParty(
                                        RectificationAction.VERIFY, order, district))
                .doesNotThrowAnyException();
    }

    @Test
    void theCityIsTheTop() {
        Rectification order = SupervisionFixture.in(RectificationState.ESCALATED);
        Rectification city = order.escalate("仍未整改", null, SupervisionFixture.step("inspector"));
        assertThat(city.isAtTheTop()).isTrue();
        assertThatThrownBy(() -> city.escalate("再提", null, SupervisionFixture.step("inspector")))
                .hasMessage("supervision.nothing-above");
        Actor supervisor = SupervisionFixture.actor("city", over(Role.SUPERVISOR, "520100"));
        assertThat(SupervisionRules.allowedActions(city, supervisor)).isEmpty();
    }

    @Test
    void overdueIsWhatIsOwedAndLate() {
        var late = SupervisionFixture.DUE.plusMillis(1);
        for (RectificationState state : RectificationState.values()) {
            Rectification order = SupervisionFixture.in(state);
            assertThat(order.isOverdue(order.dueAt())).isFalse();
            assertThat(order.isOverdue(late.plusSeconds(86_400))).isEqualTo(state.isOwed());
        }
        assertThat(SupervisionFixture.in(RectificationState.FAILED).isOverdue(late)).isFalse();
    }

    @Test
    void aNewDayMustBeToCome() {
        Rectification order = SupervisionFixture.in(RectificationState.SUBMITTED);
        var past = SupervisionFixture.NOW;
        assertThatThrownBy(() -> order.fail("否", past, SupervisionFixture.step("inspector")))
                .hasMessage("supervision.due-in-the-past");
    }
}
