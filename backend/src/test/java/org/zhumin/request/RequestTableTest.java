package org.zhumin.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.zhumin.identity.Actor;
import org.zhumin.identity.Role;
import org.zhumin.kernel.DomainException;

import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Every action in every state by every role, held against this table of the contract, which is
 * written by hand and not made from {@link RequestAction}.
 */
class RequestTableTest {
    /** action | from | who | to. */
    private static final String CONTRACT =
            """
            ACCEPT | SUBMITTED RETURNED | council supervisor | ACCEPTED
            DISPATCH | ACCEPTED RETURNED DISPATCHED IN_PROGRESS | council supervisor | DISPATCHED
            SIGN | DISPATCHED | clerk | IN_PROGRESS
            ASSIGN | DISPATCHED IN_PROGRESS | clerk | -
            RETURN | DISPATCHED IN_PROGRESS | clerk | RETURNED
            PROGRESS | IN_PROGRESS | clerk | -
            EXTENSION | IN_PROGRESS | clerk | -
            APPROVE_EXTENSION | IN_PROGRESS | council supervisor | -
            REFUSE_EXTENSION | IN_PROGRESS | council supervisor | -
            PAUSE | IN_PROGRESS | clerk | -
            APPROVE_PAUSE | IN_PROGRESS | council supervisor | -
            REFUSE_PAUSE | IN_PROGRESS | council supervisor | -
            RESUME | IN_PROGRESS | clerk council supervisor | -
            REPLY | IN_PROGRESS | clerk | REPLIED
            MERGE | SUBMITTED ACCEPTED RETURNED DISPATCHED IN_PROGRESS | council supervisor | MERGED
            REJECT | SUBMITTED ACCEPTED RETURNED | council supervisor | REJECTED
            ESCALATE | SUBMITTED ACCEPTED RETURNED DISPATCHED IN_PROGRESS | council supervisor | -
            SUPERVISE | SUBMITTED ACCEPTED RETURNED DISPATCHED IN_PROGRESS REPLIED | supervisor | -
            RECTIFY | DISPATCHED IN_PROGRESS REPLIED CLOSED | council supervisor | -
            CALLBACK | REPLIED CLOSED | supervisor | CLOSED
            EXCLUSION | DISPATCHED IN_PROGRESS REPLIED CLOSED | clerk | -
            APPROVE_EXCLUSION | DISPATCHED IN_PROGRESS REPLIED CLOSED | council supervisor | -
            REFUSE_EXCLUSION | DISPATCHED IN_PROGRESS REPLIED CLOSED | council supervisor | -
            CONTACT | SUBMITTED ACCEPTED RETURNED DISPATCHED IN_PROGRESS REPLIED | clerk council supervisor | -
            WITHDRAW | SUBMITTED ACCEPTED RETURNED DISPATCHED IN_PROGRESS | owner | WITHDRAWN
            APPEAL | REJECTED | owner | SUBMITTED
            SUPPLEMENT | SUBMITTED ACCEPTED RETURNED DISPATCHED IN_PROGRESS | owner | -
            CONFIRM | REPLIED | owner | CLOSED
            RATE | REPLIED CLOSED | cosigner | -
            REOPEN | CLOSED | owner cosigner | IN_PROGRESS
            CLOSE_SILENT | REPLIED | - | CLOSED
            """;

    private static final Map<RequestAction, Row> ROWS = rows();

    private static final Map<String, Actor> PEOPLE =
            Map.ofEntries(
                    Map.entry("council", RequestFixture.staff(Role.COUNCIL, "520100")),
                    Map.entry("supervisor", RequestFixture.staff(Role.SUPERVISOR, "520102")),
                    Map.entry("council elsewhere", RequestFixture.staff(Role.COUNCIL, "520103")),
                    Map.entry(
                            "supervisor elsewhere",
                            RequestFixture.staff(Role.SUPERVISOR, "520103")),
                    Map.entry("clerk", RequestFixture.clerkOf(Role.HANDLER, "unit")),
                    Map.entry("clerk elsewhere", RequestFixture.clerkOf(Role.HANDLER, "other")),
                    Map.entry("merchant", RequestFixture.clerkOf(Role.MERCHANT, "unit")),
                    Map.entry("grid worker", RequestFixture.staff(Role.GRID, "520102")),
                    Map.entry("administrator", RequestFixture.staff(Role.ADMIN, "520100")),
                    Map.entry("auditor", RequestFixture.staff(Role.AUDITOR, "520100")),
                    Map.entry("organizer", RequestFixture.staff(Role.ORGANIZER, "520100")),
                    Map.entry("owner", RequestFixture.resident("owner")),
                    Map.entry("cosigner", RequestFixture.resident("cosigner")),
                    Map.entry("resident", RequestFixture.resident("another")));

    private static Map<RequestAction, Row> rows() {
        var rows = new EnumMap<RequestAction, Row>(RequestAction.class);
        CONTRACT.lines()
                .map(line -> line.split(" \\| ", -1))
                .forEach(
                        cells ->
                                rows.put(
                                        RequestAction.valueOf(cells[0]),
                                        new Row(
                                                Arrays.stream(cells[1].split(" ", -1))
                                                        .map(RequestState::valueOf)
                                                        .collect(Collectors.toSet()),
                                                Set.of(cells[2].split(" ", -1)),
                                                cells[3])));
        return rows;
    }

    static Stream<Arguments> everyActionInEveryState() {
        return Arrays.stream(RequestAction.values())
                .flatMap(
                        action ->
                                Arrays.stream(RequestState.values())
                                        .map(state -> Arguments.of(action, state)));
    }

    @Test
    void theTableNamesEveryAction() {
        assertThat(ROWS).containsOnlyKeys(RequestAction.values());
    }

    @ParameterizedTest
    @MethodSource("everyActionInEveryState")
    void anActionIsDoneOrRefusedAsTheContractSays(RequestAction action, RequestState state) {
        Row row = ROWS.get(action);
        ServiceRequest before = RequestFixture.readyFor(action, state);
        Instant at = momentFor(action, before);
        if (!row.from().contains(state)) {
            var refusal =
                    catchThrowableOfType(
                            DomainException.class,
                            () -> RequestFixture.perform(action, before, at));
            assertThat(refusal.problem().code()).isEqualTo(RequestProblem.NOT_ALLOWED_IN_STATE);
            assertThat(refusal.problem().extras())
                    .containsEntry("state", state)
                    .containsEntry("allowed", RequestAction.allowedFor(before, at));
            return;
        }
        ServiceRequest after = RequestFixture.perform(action, before, at);
        assertThat(after.version()).isEqualTo(before.version() + 1);
        assertThat(after.timeline()).hasSize(before.timeline().size() + 1);
        assertThat(after.state().name()).isEqualTo(row.to().equals("-") ? state.name() : row.to());
        assertThat(after.updatedAt()).isEqualTo(at);
    }

    private static Instant momentFor(RequestAction action, ServiceRequest request) {
        Instant confirmBy = request.confirmBy();
        return action == RequestAction.CLOSE_SILENT && confirmBy != null
                ? confirmBy.plusMillis(1)
                : request.updatedAt();
    }

    @ParameterizedTest
    @MethodSource("everyActionInEveryState")
    void everyRoleMayDoWhatTheContractSaysAndNothingElse(RequestAction action, RequestState state) {
        Row row = ROWS.get(action);
        ServiceRequest request = RequestFixture.readyFor(action, state);
        Instant at = request.updatedAt();
        PEOPLE.forEach(
                (name, actor) -> {
                    boolean allowed =
                            DeskRules.allowedActions(request, actor, name.equals("cosigner"), at)
                                    .contains(action);
                    boolean handled = request.handler() != null || !name.equals("clerk");
                    assertThat(allowed)
                            .as(name)
                            .isEqualTo(
                                    row.from().contains(state)
                                            && row.who().contains(name)
                                            && handled);
                });
    }

    @ParameterizedTest
    @MethodSource("everyActionInEveryState")
    void theDeclaredRowIsTheOneOfTheContract(RequestAction action, RequestState state) {
        assertThat(action.from().contains(state))
                .isEqualTo(ROWS.get(action).from().contains(state));
    }

    private record Row(Set<RequestState> from, Set<String> who, String to) {}

    @Test
    void noPathIsGivenTwiceToOneParty() {
        List<String> paths =
                Arrays.stream(RequestAction.values())
                        .flatMap(
                                action ->
                                        action.parties().stream()
                                                .map(party -> action.path() + " " + party))
                        .toList();
        assertThat(paths).doesNotHaveDuplicates();
    }
}
