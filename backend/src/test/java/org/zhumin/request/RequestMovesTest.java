package org.zhumin.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.zhumin.request.DeadlineFixture.CALENDAR;
import static org.zhumin.request.RequestFixture.START;
import static org.zhumin.request.RequestFixture.daysAfter;
import static org.zhumin.request.RequestFixture.perform;
import static org.zhumin.request.RequestFixture.readyFor;
import static org.zhumin.request.RequestFixture.step;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.zhumin.identity.Role;
import org.zhumin.kernel.ResidentId;

import java.time.Instant;
import java.util.List;

/** The rules of the single actions. */
class RequestMovesTest {
    @Test
    void aReturnIsInTimeUntilItsLimit() {
        var sent = RequestFixture.in(RequestState.DISPATCHED);
        Instant limit = sent.deadlines().returnBy();
        var back = perform(RequestAction.RETURN, sent, limit);
        assertThat(back.handler()).isNull();
        assertThat(back.desk().nextHop()).isEqualTo(RequestFixture.NEXT);
        assertThat(back.returns()).isEqualTo(1);
        assertThatThrownBy(() -> perform(RequestAction.RETURN, sent, limit.plusMillis(1)))
                .hasMessage("request.return-too-late");
    }

    @Test
    void whoSignsFirstLeadsUnlessItHandsItBack() {
        var signed = RequestFixture.in(RequestState.IN_PROGRESS);
        assertThat(signed.desk().lead()).isEqualTo(RequestFixture.HANDLER);
        assertThat(perform(RequestAction.RETURN, signed).desk().lead()).isNull();
        var escalated = perform(RequestAction.ESCALATE, signed, START.plusSeconds(1));
        var elsewhere = TriageMoves.dispatch(escalated, RequestFixture.NEXT, null, step("triage"));
        assertThat(elsewhere.desk().lead()).isEqualTo(RequestFixture.HANDLER);
        assertThat(elsewhere.handler()).isEqualTo(RequestFixture.NEXT);
    }

    @Test
    void anEscalationGoesUpOneLevelAndNotBeyondTheTop() {
        var request = RequestFixture.in(RequestState.IN_PROGRESS);
        for (int level = 3; level >= 1; level--) {
            request = perform(RequestAction.ESCALATE, request);
            assertThat(request.desk().path()).hasSize(level);
            assertThat(request.handler()).isEqualTo(RequestFixture.HANDLER);
        }
        var top = request;
        assertThatThrownBy(() -> perform(RequestAction.ESCALATE, top))
                .hasMessage("request.at-the-top");
    }

    @Test
    void anApprovedExtensionMovesTheDueDateAndARefusedOneDoesNot() {
        var asked = readyFor(RequestAction.APPROVE_EXTENSION, RequestState.IN_PROGRESS);
        var extended = perform(RequestAction.APPROVE_EXTENSION, asked);
        assertThat(extended.dueAt()).isEqualTo(CALENDAR.plusWorkingDays(asked.dueAt(), 5));
        var change = extended.deadlines().history().getLast();
        assertThat(change.kind()).isEqualTo(DeadlineChange.Kind.EXTENSION);
        assertThat(change.approvedBy()).isEqualTo(Role.COUNCIL);
        assertThatThrownBy(() -> perform(RequestAction.EXTENSION, extended))
                .hasMessage("request.extension-used-up");
        var refused = perform(RequestAction.REFUSE_EXTENSION, asked);
        assertThat(refused.dueAt()).isEqualTo(asked.dueAt());
        assertThat(refused.approvals().getLast().state()).isEqualTo(Approval.State.REFUSED);
    }

    @Test
    void whoAskedDoesNotDecide() {
        var asked = readyFor(RequestAction.APPROVE_PAUSE, RequestState.IN_PROGRESS);
        assertThatThrownBy(
                        () ->
                                ApprovalMoves.approve(
                                        asked, Approval.Kind.PAUSE, Role.COUNCIL, step("clerk")))
                .hasMessage("request.not-yours-to-decide");
    }

    @ParameterizedTest
    @CsvSource({"0, false", "1, true", "10, true", "11, false"})
    void anExtensionIsLaterAndNotTooLong(int days, boolean allowed) {
        var request = RequestFixture.in(RequestState.IN_PROGRESS);
        Instant until = CALENDAR.plusWorkingDays(request.dueAt(), days);
        var attempt =
                catchThrowable(
                        () -> ApprovalMoves.askExtension(request, until, "x", step("clerk")));
        assertThat(attempt == null).isEqualTo(allowed);
    }

    @Test
    void aPauseStopsTheClockAndMovesTheDueDate() {
        var due =
                perform(
                        RequestAction.APPROVE_EXTENSION,
                        readyFor(RequestAction.APPROVE_EXTENSION, RequestState.IN_PROGRESS));
        var paused = perform(RequestAction.APPROVE_PAUSE, perform(RequestAction.PAUSE, due));
        Instant later = daysAfter(START, 30);
        assertThat(due.isOverdue(later)).isTrue();
        assertThat(paused.isOverdue(later)).isFalse();
        var resumed = perform(RequestAction.RESUME, paused, later);
        assertThat(resumed.isPaused()).isFalse();
        assertThat(CALENDAR.workingTimeBetween(later, resumed.dueAt()))
                .isEqualTo(CALENDAR.workingTimeBetween(START, due.dueAt()));
    }

    @Test
    void aReplyEndsThePauseAndWhatWaitsForADecision() {
        var asked = perform(RequestAction.EXTENSION, RequestFixture.in(RequestState.IN_PROGRESS));
        var paused = perform(RequestAction.APPROVE_PAUSE, perform(RequestAction.PAUSE, asked));
        assertThat(paused.isPaused()).isTrue();
        var replied = perform(RequestAction.REPLY, paused);
        assertThat(replied.isPaused()).isFalse();
        assertThat(replied.approvals().getFirst().state()).isEqualTo(Approval.State.LAPSED);
    }

    @Test
    void anExclusionIsAskedForAndApprovedOnce() {
        var asked = readyFor(RequestAction.APPROVE_EXCLUSION, RequestState.CLOSED);
        var excluded = perform(RequestAction.APPROVE_EXCLUSION, asked);
        assertThat(excluded.exclusion().reasonCode()).isEqualTo(ExclusionReason.FORCE_MAJEURE);
        assertThatThrownBy(() -> perform(RequestAction.EXCLUSION, excluded))
                .hasMessage("request.not-allowed-in-state");
    }

    @Test
    void satisfactionIsTheMeanOfTheRatersOfTheLastReply() {
        var replied = RequestFixture.in(RequestState.REPLIED);
        var rated = perform(RequestAction.RATE, perform(RequestAction.RATE, replied));
        assertThat(rated.ratings()).hasSize(1);
        var closed = perform(RequestAction.CONFIRM, rated);
        assertThat(closed.satisfaction()).hasValue(4);
        var again = perform(RequestAction.REPLY, perform(RequestAction.REOPEN, closed));
        assertThat(again.satisfaction()).isEmpty();
        assertThat(again.reopens()).isEqualTo(1);
        assertThat(again.closedAs()).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "'', CLOSED, UNCONFIRMED, 0",
        "SOLVED, CLOSED, SOLVED, 0",
        "PARTLY, CLOSED, PARTLY, 0",
        "UNSOLVED, IN_PROGRESS, , 1",
        "SOLVED UNSOLVED, IN_PROGRESS, , 1",
        "SOLVED SOLVED UNSOLVED, CLOSED, SOLVED, 0"
    })
    void whenTheOwnerIsSilentTheCosignersDecide(
            String said, RequestState state, ClosedAs how, int reopens) {
        var request = RequestFixture.in(RequestState.REPLIED);
        int n = 0;
        for (String outcome : said.isEmpty() ? new String[0] : said.split(" ", -1)) {
            var rater =
                    new Step(
                            START,
                            new ResidentId("cosigner" + n++),
                            RequestAction.Party.COSIGNER,
                            step("x").operation(),
                            RequestFixture.CLOCKS);
            request = ResidentMoves.rate(request, Outcome.valueOf(outcome), 3, null, rater);
        }
        var silent = request;
        Instant limit = silent.confirmBy();
        assertThatThrownBy(() -> perform(RequestAction.CLOSE_SILENT, silent, limit))
                .hasMessage("request.not-allowed-in-state");
        var after = perform(RequestAction.CLOSE_SILENT, silent, limit.plusMillis(1));
        assertThat(after.state()).isEqualTo(state);
        assertThat(after.closedAs()).isEqualTo(how);
        assertThat(after.reopens()).isEqualTo(reopens);
    }

    @Test
    void aClosedOneIsReopenedUntilItsLimit() {
        var closed = RequestFixture.in(RequestState.CLOSED);
        Instant limit = closed.deadlines().reopenBy();
        assertThat(perform(RequestAction.REOPEN, closed, limit).handler())
                .isEqualTo(RequestFixture.HANDLER);
        assertThatThrownBy(() -> perform(RequestAction.REOPEN, closed, limit.plusMillis(1)))
                .hasMessage("request.reopen-too-late");
    }

    @Test
    void aCallBackDecidesOnlyWhatNobodyConfirmed() {
        assertThatThrownBy(
                        () ->
                                perform(
                                        RequestAction.CALLBACK,
                                        RequestFixture.in(RequestState.CLOSED)))
                .hasMessage("request.not-allowed-in-state");
        var silent = readyFor(RequestAction.CALLBACK, RequestState.CLOSED);
        var called =
                SupervisionMoves.callback(silent, Outcome.UNSOLVED, 1, "没修", step("supervisor"));
        assertThat(called.state()).isEqualTo(RequestState.IN_PROGRESS);
        assertThat(called.reopens()).isEqualTo(1);
    }

    @Test
    void anAppealGoesOneLevelUpAndOnlyOnce() {
        var appealed = perform(RequestAction.APPEAL, RequestFixture.in(RequestState.REJECTED));
        assertThat(appealed.desk().path()).hasSize(3);
        var rejected = perform(RequestAction.REJECT, appealed);
        assertThatThrownBy(() -> perform(RequestAction.APPEAL, rejected))
                .hasMessage("request.appeal-too-late");
    }

    @Test
    void whatIsMergedTakesNothingInAndReportsAreNeverMerged() {
        var merged = RequestFixture.in(RequestState.MERGED);
        var open = RequestFixture.in(RequestState.ACCEPTED);
        for (var target : List.of(merged, open, report())) {
            assertThatThrownBy(() -> TriageMoves.merge(open, target, step("triage")))
                    .hasMessage("request.merge-target-unknown");
        }
    }

    private static ServiceRequest report() {
        var draft = RequestFixture.draft();
        return RequestFixture.submitted(
                new Draft(
                        RequestKind.REPORT,
                        null,
                        draft.title(),
                        draft.content(),
                        draft.place(),
                        draft.answers(),
                        List.of(),
                        null,
                        Origin.APP,
                        false));
    }

    @Test
    void nobodyIsToldWhoReported() {
        assertThatThrownBy(() -> perform(RequestAction.CONTACT, report()))
                .hasMessage("request.reporter-protected");
    }

    @Test
    void aDueDateLiesAhead() {
        var request = RequestFixture.in(RequestState.IN_PROGRESS);
        assertThatThrownBy(() -> SupervisionMoves.rectify(request, START, "x", step("supervisor")))
                .hasMessage("request.due-date-past");
    }
}
