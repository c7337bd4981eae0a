package org.zhumin.request;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.zhumin.platform.owed.Owed;

import java.time.Instant;
import java.util.List;

/** Who must hear of what. */
class RequestDebtsTest {
    private static ServiceRequest done(RequestAction action, RequestState from) {
        var ready = RequestFixture.readyFor(action, from);
        Instant at =
                action == RequestAction.CLOSE_SILENT
                        ? ready.confirmBy().plusMillis(1)
                        : RequestFixture.START.plusSeconds(2);
        return RequestFixture.perform(action, ready, at);
    }

    private static List<String> told(RequestAction action, ServiceRequest next) {
        return RequestDebts.of(action, next).stream()
                .filter(debt -> debt.kind().equals(NoticeDebt.KIND))
                .map(NoticeDebt::of)
                .map(debt -> debt.notice() + ">" + debt.to() + suffix(debt.scope()))
                .toList();
    }

    private static String suffix(String scope) {
        return scope.isEmpty() ? "" : ":" + scope;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    ACCEPT|SUBMITTED|ACCEPTED>PEOPLE
                    DISPATCH|ACCEPTED|DISPATCHED>PEOPLE DESK_DISPATCHED>UNIT:unit
                    SIGN|DISPATCHED|
                    ASSIGN|DISPATCHED|DESK_ASSIGNED>ASSIGNEE
                    RETURN|DISPATCHED|REROUTED>PEOPLE
                    PROGRESS|IN_PROGRESS|PROGRESS>PEOPLE
                    EXTENSION|IN_PROGRESS|DESK_APPROVAL_ASKED>APPROVERS
                    APPROVE_EXTENSION|IN_PROGRESS|EXTENDED>PEOPLE DESK_DECIDED>UNIT:unit
                    REFUSE_EXTENSION|IN_PROGRESS|DESK_DECIDED>UNIT:unit
                    PAUSE|IN_PROGRESS|DESK_APPROVAL_ASKED>APPROVERS
                    APPROVE_PAUSE|IN_PROGRESS|PAUSED>PEOPLE DESK_DECIDED>UNIT:unit
                    REFUSE_PAUSE|IN_PROGRESS|DESK_DECIDED>UNIT:unit
                    RESUME|IN_PROGRESS|RESUMED>PEOPLE
                    REPLY|IN_PROGRESS|REPLIED>PEOPLE
                    MERGE|IN_PROGRESS|MERGED>PEOPLE
                    REJECT|ACCEPTED|REJECTED>PEOPLE
                    ESCALATE|SUBMITTED|ESCALATED>PEOPLE DESK_ESCALATED>DESK:520102016
                    ESCALATE|IN_PROGRESS|ESCALATED>PEOPLE DESK_ESCALATED>UNIT:unit DESK_ESCALATED>DESK:520102016
                    SUPERVISE|IN_PROGRESS|SUPERVISED>PEOPLE DESK_SUPERVISED>UNIT:unit DESK_SUPERVISED>DESK:520102016003
                    RECTIFY|CLOSED|DESK_RECTIFICATION>UNIT:unit
                    CALLBACK|CLOSED|CLOSED>PEOPLE
                    EXCLUSION|CLOSED|DESK_APPROVAL_ASKED>APPROVERS
                    APPROVE_EXCLUSION|CLOSED|DESK_DECIDED>UNIT:unit
                    REFUSE_EXCLUSION|CLOSED|DESK_DECIDED>UNIT:unit
                    CONTACT|IN_PROGRESS|
                    WITHDRAW|SUBMITTED|WITHDRAWN>PEOPLE
                    WITHDRAW|IN_PROGRESS|WITHDRAWN>PEOPLE DESK_WITHDRAWN>UNIT:unit
                    APPEAL|REJECTED|DESK_APPEALED>DESK:520102016
                    SUPPLEMENT|ACCEPTED|
                    SUPPLEMENT|IN_PROGRESS|DESK_SUPPLEMENTED>UNIT:unit
                    CONFIRM|REPLIED|CLOSED>PEOPLE
                    RATE|REPLIED|
                    REOPEN|CLOSED|REOPENED>PEOPLE DESK_REOPENED>UNIT:unit DESK_REOPENED>DESK:520102016
                    CLOSE_SILENT|REPLIED|CLOSED_SILENT>PEOPLE
                    """)
    void isToldTo(RequestAction action, RequestState from, String expected) {
        List<String> all = expected == null ? List.of() : List.of(expected.split(" ", -1));
        assertThat(told(action, done(action, from))).containsExactlyElementsOf(all);
    }

    @Test
    void whatIsUnsolvedIsToldOneLevelUp() {
        var sentBack =
                RequestFixture.confirm(
                        RequestFixture.in(RequestState.REPLIED),
                        Outcome.UNSOLVED,
                        RequestFixture.START);
        assertThat(told(RequestAction.CONFIRM, sentBack))
                .containsExactly(
                        "REOPENED>PEOPLE",
                        "DESK_REOPENED>UNIT:unit",
                        "DESK_REOPENED>DESK:520102016");
    }

    @Test
    void progressForTheDeskIsToldToNobody() {
        var noted =
                HandlerMoves.progress(
                        RequestFixture.in(RequestState.IN_PROGRESS),
                        "内部",
                        List.of(),
                        false,
                        RequestFixture.step("clerk"));
        assertThat(told(RequestAction.PROGRESS, noted)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(RequestAction.class)
    void aDebtHasAnIdOfItsOwnAndNoWords(RequestAction action) {
        for (RequestState from : action.from()) {
            if (from == RequestState.RETURNED) {
                continue;
            }
            var next = done(action, from);
            List<Owed> debts = RequestDebts.of(action, next);
            assertThat(debts).extracting(Owed::id).doesNotHaveDuplicates();
            assertThat(debts)
                    .extracting(Owed::id)
                    .allMatch(id -> id.startsWith(next.timeline().getLast().operation() + ":"));
            assertThat(debts.toString()).doesNotContain(next.title(), "owner", "clerk2");
        }
    }

    @Test
    void ofAReportOnlyItsSenderHears() {
        var draft = RequestFixture.draft();
        var report =
                RequestFixture.submitted(
                        new Draft(
                                RequestKind.REPORT,
                                draft.categoryCode(),
                                draft.title(),
                                draft.content(),
                                draft.place(),
                                draft.answers(),
                                List.of(),
                                null,
                                Origin.APP,
                                false));
        var sent =
                RequestFixture.perform(
                        RequestAction.DISPATCH,
                        RequestFixture.perform(RequestAction.ACCEPT, report));
        assertThat(told(RequestAction.DISPATCH, sent)).containsExactly("DISPATCHED>PEOPLE");
    }

    @Test
    void onlyTheOrderIsWaitedFor() {
        var debts =
                RequestDebts.of(
                        RequestAction.RECTIFY,
                        done(RequestAction.RECTIFY, RequestState.IN_PROGRESS));
        assertThat(debts).extracting(RequestDebts::isAwaited).containsExactly(true, false);
    }
}
