package org.zhumin.request;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.zhumin.area.AreaLevel;
import org.zhumin.request.RequestOutcome.Ending;

import java.time.Instant;
import java.util.List;

/** What a request says about the organisation, action by action. */
class OutcomeRulesTest {
    private static final Instant START = RequestFixture.START;

    /** Does one step after the other, each a second later than the one before. */
    private static ServiceRequest after(String steps) {
        ServiceRequest request = RequestFixture.submitted();
        Instant at = START;
        for (String step : steps.split(" ", -1)) {
            at = at.plusSeconds(1);
            request = step(request, step, at);
        }
        return request;
    }

    private static ServiceRequest step(ServiceRequest request, String step, Instant at) {
        return switch (step) {
            case "NEXT" ->
                    TriageMoves.dispatch(
                            request, RequestFixture.NEXT, null, RequestFixture.step("triage", at));
            case "SOLVED", "PARTLY", "UNSOLVED" ->
                    RequestFixture.confirm(request, Outcome.valueOf(step), at);
            case "CALLED_UNSOLVED" ->
                    SupervisionMoves.callback(
                            request,
                            Outcome.UNSOLVED,
                            1,
                            "电话回访",
                            RequestFixture.step("supervisor", at));
            case "RATED_UNSOLVED" ->
                    ResidentMoves.rate(
                            request,
                            Outcome.UNSOLVED,
                            2,
                            null,
                            RequestFixture.step("cosigner", at));
            case "LATE" -> silently(request, request.deadlines().resolveBy().plusMillis(1));
            case "LATE_REPLY" ->
                    RequestFixture.perform(
                            RequestAction.REPLY,
                            request,
                            request.deadlines().resolveBy().plusMillis(1));
            case "SILENCE" ->
                    RequestFixture.perform(
                            RequestAction.CLOSE_SILENT, request, request.confirmBy().plusMillis(1));
            default -> RequestFixture.perform(RequestAction.valueOf(step), request, at);
        };
    }

    private static ServiceRequest silently(ServiceRequest request, Instant at) {
        return new RequestChange(request, null, Step.ofSystem(at, RequestFixture.CLOCKS))
                .silently();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    ACCEPT|none
                    REJECT|none
                    ACCEPT MERGE|none
                    WITHDRAW|none
                    ACCEPT DISPATCH|unit:undecided
                    ACCEPT DISPATCH NEXT|next:undecided
                    ACCEPT DISPATCH RETURN|unit:undecided
                    ACCEPT DISPATCH RETURN NEXT|next:undecided
                    ACCEPT DISPATCH RETURN REJECT|unit:REJECTED
                    ACCEPT DISPATCH RETURN REJECT APPEAL|unit:undecided
                    ACCEPT DISPATCH RETURN REJECT APPEAL ACCEPT NEXT|next:undecided
                    ACCEPT DISPATCH SIGN REPLY|unit:undecided
                    ACCEPT DISPATCH SIGN REPLY SOLVED|unit:SOLVED in time, 5 of 1
                    ACCEPT DISPATCH SIGN REPLY PARTLY|unit:PARTLY in time, 5 of 1
                    ACCEPT DISPATCH SIGN REPLY UNSOLVED|unit:UNSOLVED in time, 5 of 1
                    ACCEPT DISPATCH SIGN REPLY SOLVED RATE|unit:SOLVED in time, 8 of 2
                    ACCEPT DISPATCH SIGN REPLY RATE|unit:undecided
                    ACCEPT DISPATCH SIGN REPLY SILENCE|unit:UNCONFIRMED in time, 0 of 0
                    ACCEPT DISPATCH SIGN REPLY RATE SILENCE|unit:SOLVED in time, 3 of 1
                    ACCEPT DISPATCH SIGN REPLY RATED_UNSOLVED SILENCE|unit:UNSOLVED in time, 2 of 1
                    ACCEPT DISPATCH SIGN REPLY SILENCE CALLBACK|unit:SOLVED by call-back in time, 4 of 1
                    ACCEPT DISPATCH SIGN REPLY CALLED_UNSOLVED|unit:UNSOLVED by call-back in time, 1 of 1
                    ACCEPT DISPATCH SIGN REPLY SOLVED REOPEN|unit:UNSOLVED in time, 5 of 1
                    ACCEPT DISPATCH SIGN REPLY UNSOLVED REPLY|unit:UNSOLVED in time, 5 of 1
                    ACCEPT DISPATCH SIGN REPLY UNSOLVED REPLY SOLVED|unit:SOLVED in time, 5 of 1
                    ACCEPT DISPATCH SIGN REPLY UNSOLVED WITHDRAW|unit:undecided in time
                    ACCEPT DISPATCH SIGN REPLY UNSOLVED MERGE|unit:undecided in time
                    ACCEPT DISPATCH SIGN REPLY UNSOLVED ESCALATE NEXT|unit:UNSOLVED in time, 5 of 1
                    ACCEPT DISPATCH SIGN REPLY UNSOLVED ESCALATE NEXT RETURN REJECT|unit:UNSOLVED in time, 5 of 1
                    ACCEPT DISPATCH SIGN REPLY UNSOLVED ESCALATE NEXT SIGN REPLY SOLVED|next:SOLVED in time, 5 of 1
                    ACCEPT DISPATCH LATE|unit:UNANSWERED
                    ACCEPT DISPATCH SIGN LATE|unit:UNANSWERED
                    ACCEPT DISPATCH SIGN LATE_REPLY|unit:UNANSWERED
                    ACCEPT DISPATCH SIGN LATE LATE_REPLY SOLVED|unit:SOLVED, 5 of 1
                    ACCEPT DISPATCH SIGN LATE WITHDRAW|unit:undecided
                    ACCEPT DISPATCH SIGN PAUSE APPROVE_PAUSE LATE|unit:undecided
                    ACCEPT DISPATCH SIGN EXTENSION LATE APPROVE_EXTENSION|unit:undecided
                    ACCEPT DISPATCH SIGN REPLY UNSOLVED LATE|unit:UNSOLVED in time, 5 of 1
                    ACCEPT DISPATCH LATE RETURN|unit:undecided
                    ACCEPT DISPATCH SIGN REPLY SOLVED EXCLUSION|unit:SOLVED in time, 5 of 1
                    ACCEPT DISPATCH SIGN REPLY SOLVED EXCLUSION APPROVE_EXCLUSION|unit:SOLVED in time, 5 of 1, not counted FORCE_MAJEURE
                    ACCEPT DISPATCH EXCLUSION APPROVE_EXCLUSION|unit:undecided, not counted FORCE_MAJEURE
                    """)
    void says(String steps, String expected) {
        var outcome = after(steps).outcome();
        assertThat(inWords(outcome)).isEqualTo(expected);
    }

    private static String inWords(RequestOutcome outcome) {
        if (outcome == null) {
            return "none";
        }
        var words = new StringBuilder(outcome.organizationId().value()).append(':');
        words.append(outcome.ending() == null ? "undecided" : outcome.ending());
        words.append(outcome.byCallback() ? " by call-back" : "");
        boolean inTime = outcome.signedInTime() && outcome.respondedInTime();
        words.append(inTime && !isOpen(outcome) ? " in time" : "");
        boolean judged =
                outcome.ending() != null
                        && outcome.ending() != Ending.UNANSWERED
                        && outcome.ending() != Ending.REJECTED;
        words.append(judged ? ", " + outcome.satisfactionSum() + " of " + outcome.raters() : "");
        words.append(outcome.excluded() == null ? "" : ", not counted " + outcome.excluded());
        return words.toString();
    }

    /** Undecided and never judged: the times are those of an answer that may still come. */
    private static boolean isOpen(RequestOutcome outcome) {
        return outcome.ending() == null && outcome.reopens() == 0;
    }

    @Test
    void countsInTheMonthInWhichItWasDecided() {
        var late = after("ACCEPT DISPATCH SIGN LATE");
        assertThat(late.outcome().decidedAt()).isEqualTo(late.deadlines().resolveBy());
        var solved = RequestFixture.in(RequestState.REPLIED);
        Instant newYear = Instant.parse("2026-12-31T16:00:00Z");
        var confirmed = RequestFixture.confirm(solved, Outcome.SOLVED, newYear);
        assertThat(confirmed.outcome().period()).isEqualTo("2027-01");
        assertThat(confirmed.outcome().decidedAt()).isEqualTo(newYear);
        assertThat(confirmed.outcome().organizationLevel()).isEqualTo(AreaLevel.CITY);
    }

    @Test
    void isWrittenAnewOnlyWhenSomethingThatCountsHasChanged() {
        var sent = after("ACCEPT DISPATCH");
        var signed = step(sent, "SIGN", START.plusSeconds(9));
        assertThat(signed.outcome().revision()).as("signed in time").isEqualTo(signed.version());
        var noted = step(signed, "PROGRESS", START.plusSeconds(10));
        assertThat(noted.outcome()).isEqualTo(signed.outcome());
        var replied = step(noted, "REPLY", START.plusSeconds(11));
        var confirmed = step(replied, "SOLVED", START.plusSeconds(12));
        assertThat(confirmed.outcome().revision()).isEqualTo(confirmed.version());
        assertThat(silently(confirmed, START.plusSeconds(13)).outcome())
                .isEqualTo(confirmed.outcome());
    }

    @Test
    void waitsForTheDeadlineWhileNothingIsAnswered() {
        assertThat(OutcomeRules.unansweredAt(after("ACCEPT"))).isNull();
        var sent = after("ACCEPT DISPATCH SIGN");
        assertThat(OutcomeRules.unansweredAt(sent)).isEqualTo(sent.deadlines().resolveBy());
        for (String more : List.of("LATE", "PAUSE APPROVE_PAUSE", "REPLY", "REPLY UNSOLVED")) {
            assertThat(OutcomeRules.unansweredAt(after("ACCEPT DISPATCH SIGN " + more))).isNull();
        }
    }
}
