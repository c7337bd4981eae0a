package org.zhumin.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.zhumin.platform.calendar.TestCalendar.at;
import static org.zhumin.request.DeadlineFixture.CALENDAR;
import static org.zhumin.request.DeadlineFixture.approval;
import static org.zhumin.request.DeadlineFixture.limits;
import static org.zhumin.request.DeadlineFixture.signed;
import static org.zhumin.request.DeadlineFixture.started;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.zhumin.identity.Role;

class DeadlinesTest {
    @Test
    void aWeekWithAWorkedSundayIsCountedAsAnnounced() {
        // National Day of 2026: Sunday 20 September is worked, 25–27 September and 1–7 October are
        // off.
        Deadlines clocks = started(RequestKind.HELP, "2026-09-18 16:00");
        assertThat(clocks.acceptBy()).isEqualTo(at("2026-09-20 10:00"));
        assertThat(clocks.dueAt()).isEqualTo(clocks.acceptBy());
        assertThat(clocks.resolveBy()).isEqualTo(at("2026-09-28 17:00"));

        clocks = clocks.accepted(limits(RequestKind.HELP), at("2026-09-20 09:30"), CALENDAR);
        assertThat(clocks.resolveBy()).isEqualTo(at("2026-09-28 17:00"));
        clocks = clocks.dispatched(at("2026-09-24 11:00"), CALENDAR);
        assertThat(clocks.signBy()).isEqualTo(at("2026-09-28 17:00"));
        assertThat(clocks.returnBy()).isEqualTo(at("2026-09-29 17:00"));
        clocks = clocks.signed(at("2026-09-28 09:30"));
        clocks =
                clocks.extend(
                        at("2026-10-12 17:00"),
                        approval("2026-09-28 10:00", "2026-09-28 18:00"),
                        CALENDAR);
        assertThat(view(clocks, "2026-09-29 09:00").extendedBy()).isEqualTo(6);
        clocks = clocks.replied(at("2026-10-10 11:00"), CALENDAR);
        assertThat(clocks.confirmBy()).isEqualTo(at("2026-10-20 17:00"));
        assertThat(clocks.dueAt()).isNull();
    }

    @Test
    void aYearsEndIsCountedAsAnnouncedAndThenByWeekends() {
        Deadlines before = started(RequestKind.CONSULT, "2025-12-31 16:30");
        assertThat(before.acceptBy()).isEqualTo(at("2026-01-04 10:30"));
        assertThat(before.resolveBy()).isEqualTo(at("2026-01-06 17:00"));
        Deadlines after = started(RequestKind.CONSULT, "2026-12-31 16:30");
        assertThat(after.acceptBy()).isEqualTo(at("2027-01-01 10:30"));
        assertThat(after.resolveBy()).isEqualTo(at("2027-01-05 17:00"));
    }

    @Test
    void springFestivalPausesWorkingTimeButNotTheHoursOfUrgentMatters() {
        var urgent =
                DeadlineFixture.RULES.limits(
                        RequestKind.HELP, "utilities-water", at("2026-02-14 20:00"));
        Deadlines clocks = Deadlines.start(urgent, at("2026-02-14 20:00"), CALENDAR);
        assertThat(clocks.acceptBy()).isEqualTo(at("2026-02-24 11:00"));
        clocks = clocks.accepted(urgent, at("2026-02-14 20:10"), CALENDAR);
        assertThat(clocks.resolveBy()).isEqualTo(at("2026-02-15 20:10"));
        clocks = clocks.dispatched(at("2026-02-14 20:15"), CALENDAR);
        // Whatever is due first.
        assertThat(clocks.signBy()).isEqualTo(at("2026-02-24 11:00"));
        assertThat(clocks.dueAt()).isEqualTo(at("2026-02-15 20:10"));
        clocks = clocks.signed(at("2026-02-14 20:20"));
        clocks = clocks.pause(approval("2026-02-14 21:00", "2026-02-14 22:00"));
        clocks = clocks.resume(at("2026-02-15 01:00"), CALENDAR);
        assertThat(clocks.resolveBy()).isEqualTo(at("2026-02-16 00:10"));
    }

    @Test
    void eachStepRunsItsOwnClock() {
        Deadlines clocks = started(RequestKind.HELP, "2026-11-24 09:00");
        assertThat(clocks.running()).isEqualTo(DeadlineClock.ACCEPT);
        clocks = clocks.accepted(limits(RequestKind.HELP), at("2026-11-24 10:00"), CALENDAR);
        assertThat(clocks.running()).isEqualTo(DeadlineClock.RESOLVE);
        assertThat(clocks.dueAt()).isEqualTo(at("2026-12-01 17:00"));
        clocks = clocks.dispatched(at("2026-11-24 10:30"), CALENDAR);
        assertThat(clocks.running()).isEqualTo(DeadlineClock.SIGN);
        assertThat(clocks.dueAt()).isEqualTo(at("2026-11-25 17:00"));
        assertThat(clocks.mayReturn(at("2026-11-26 17:00"))).isTrue();
        assertThat(clocks.mayReturn(at("2026-11-26 17:01"))).isFalse();
        Deadlines returned = clocks.returned(at("2026-11-25 09:00"), CALENDAR);
        assertThat(returned.running()).isEqualTo(DeadlineClock.RESOLVE);
        assertThat(returned.mayReturn(at("2026-11-25 09:01"))).isFalse();
        clocks = clocks.signed(at("2026-11-25 09:00"));
        assertThat(clocks.dueAt()).isEqualTo(at("2026-12-01 17:00"));
        clocks = clocks.replied(at("2026-11-30 09:00"), CALENDAR);
        assertThat(clocks.running()).isEqualTo(DeadlineClock.CONFIRM);
        assertThat(clocks.isUnanswered(at("2026-12-09 17:00"))).isFalse();
        assertThat(clocks.isUnanswered(at("2026-12-09 17:01"))).isTrue();
        Deadlines again = clocks.reopened("仍未解决", at("2026-12-01 09:00"), CALENDAR);
        assertThat(again.dueAt()).isEqualTo(at("2026-12-08 17:00"));
        assertThat(again.confirmBy()).isNull();
        clocks = clocks.closed(at("2026-12-01 09:00"), CALENDAR);
        assertThat(clocks.running()).isEqualTo(DeadlineClock.NONE);
        assertThat(clocks.isOverdue(at("2030-01-01 09:00"))).isFalse();
        assertThat(clocks.mayReopen(at("2026-12-22 17:00"))).isTrue();
        assertThat(clocks.mayReopen(at("2026-12-22 17:01"))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-24 09:00, false, 0, RUNNING",
        "2026-12-01 17:00, false, 0, RUNNING",
        "2026-12-01 17:01, true, 0, OVERDUE",
        "2026-12-02 08:00, true, 1, OVERDUE",
        "2026-12-07 08:00, true, 4, OVERDUE"
    })
    void overdueIsComputed(String now, boolean overdue, int days, ClockState state) {
        Deadlines clocks = signed(RequestKind.HELP, "2026-11-24 09:00");
        assertThat(clocks.isOverdue(at(now))).isEqualTo(overdue);
        assertThat(clocks.overdueDays(at(now), CALENDAR)).isEqualTo(days);
        assertThat(ClockState.of(clocks, DeadlineClock.RESOLVE, at(now))).isEqualTo(state);
        DeadlineView view = view(clocks, now);
        assertThat(view.overdue()).isEqualTo(overdue);
        assertThat(view.overdueDays()).isEqualTo(days);
    }

    @Test
    void aStepThatIsDoneStaysMetOrLate() {
        Deadlines clocks =
                started(RequestKind.HELP, "2026-11-24 09:00")
                        .accepted(limits(RequestKind.HELP), at("2026-11-24 16:00"), CALENDAR)
                        .dispatched(at("2026-11-24 16:00"), CALENDAR)
                        .signed(at("2026-11-25 09:00"))
                        .replied(at("2026-12-02 09:00"), CALENDAR);
        var now = at("2026-12-03 09:00");
        assertThat(ClockState.of(clocks, DeadlineClock.ACCEPT, now)).isEqualTo(ClockState.LATE);
        assertThat(ClockState.of(clocks, DeadlineClock.SIGN, now)).isEqualTo(ClockState.MET);
        assertThat(ClockState.of(clocks, DeadlineClock.RESOLVE, now)).isEqualTo(ClockState.LATE);
        assertThat(ClockState.of(clocks, DeadlineClock.CONFIRM, now)).isEqualTo(ClockState.IDLE);
        assertThat(clocks.isOverdue(now)).isFalse();
    }

    @Test
    void aPauseShiftsTheDeadlineByTheWorkingTimePaused() {
        Deadlines clocks = signed(RequestKind.HELP, "2026-11-24 09:00");
        // Asked for in time, granted after the deadline: a lawful pause is not overdue.
        clocks = clocks.pause(approval("2026-12-01 16:00", "2026-12-02 10:00"));
        assertThat(clocks.pausedSince()).isEqualTo(at("2026-12-01 16:00"));
        assertThat(clocks.dueAt()).isNull();
        assertThat(clocks.isOverdue(at("2026-12-20 10:00"))).isFalse();
        assertThat(ClockState.of(clocks, DeadlineClock.RESOLVE, at("2026-12-20 10:00")))
                .isEqualTo(ClockState.PAUSED);
        clocks = clocks.resume(at("2026-12-04 09:00"), CALENDAR);
        assertThat(clocks.resolveBy()).isEqualTo(at("2026-12-04 10:00"));
        assertThat(clocks.history())
                .containsExactly(
                        new DeadlineChange(
                                DeadlineChange.Kind.PAUSE,
                                at("2026-12-01 16:00"),
                                at("2026-12-04 09:00"),
                                "材料待补",
                                at("2026-12-01 16:00"),
                                at("2026-12-02 10:00"),
                                Role.SUPERVISOR));
    }

    @Test
    void aPauseDoesNotHealALateClock() {
        Deadlines clocks =
                signed(RequestKind.HELP, "2026-11-24 09:00")
                        .pause(approval("2026-12-03 10:00", "2026-12-03 11:00"));
        assertThat(clocks.isOverdue(at("2026-12-10 10:00"))).isTrue();
        assertThat(clocks.overdueDays(at("2026-12-10 10:00"), CALENDAR)).isEqualTo(2);
        assertThat(
                        clocks.resume(at("2026-12-10 10:00"), CALENDAR)
                                .isOverdue(at("2026-12-10 10:01")))
                .isTrue();
    }

    @Test
    void anotherHandlerEndsThePause() {
        Deadlines clocks =
                signed(RequestKind.HELP, "2026-11-24 09:00")
                        .pause(approval("2026-11-25 10:00", "2026-11-25 11:00"))
                        .dispatched(at("2026-11-26 10:00"), CALENDAR);
        assertThat(clocks.pausedSince()).isNull();
        assertThat(clocks.running()).isEqualTo(DeadlineClock.SIGN);
        assertThat(clocks.resolveBy()).isEqualTo(at("2026-12-02 17:00"));
    }

    @Test
    void aReplyEndsThePause() {
        Deadlines clocks =
                signed(RequestKind.HELP, "2026-11-24 09:00")
                        .pause(approval("2026-11-25 10:00", "2026-11-25 11:00"))
                        .replied(at("2026-12-07 10:00"), CALENDAR);
        assertThat(clocks.pausedSince()).isNull();
        assertThat(clocks.history().getFirst().until()).isEqualTo(at("2026-12-07 10:00"));
        assertThat(ClockState.of(clocks, DeadlineClock.RESOLVE, at("2026-12-08 10:00")))
                .isEqualTo(ClockState.MET);
    }

    @ParameterizedTest
    @CsvSource({
        // Due 2026-12-01 17:00; ten working days later is 2026-12-15 17:00.
        "2026-12-15 17:00, 2026-12-01 17:00, ",
        "2026-12-15 17:01, 2026-11-30 10:00, request.extension-too-long",
        "2026-12-01 17:00, 2026-11-30 10:00, request.extension-not-later",
        "2026-11-30 17:00, 2026-11-30 10:00, request.extension-not-later",
        "2026-12-10 17:00, 2026-12-01 17:01, request.extension-asked-too-late"
    })
    void anExtensionHasItsBounds(String until, String asked, String refusal) {
        Deadlines clocks = signed(RequestKind.HELP, "2026-11-24 09:00");
        var approval = approval(asked, "2026-12-02 10:00");
        if (refusal == null) {
            Deadlines extended = clocks.extend(at(until), approval, CALENDAR);
            assertThat(extended.resolveBy()).isEqualTo(at(until));
            assertThatThrownBy(() -> extended.extend(at("2026-12-16 10:00"), approval, CALENDAR))
                    .hasMessage("request.extension-used-up");
            Deadlines again = extended.reopened("仍未解决", at("2026-12-14 10:00"), CALENDAR);
            again.checkExtension(at("2026-12-22 10:00"), at("2026-12-14 11:00"), CALENDAR);
        } else {
            assertThatThrownBy(() -> clocks.extend(at(until), approval, CALENDAR))
                    .hasMessage(refusal);
        }
    }

    @Test
    void onlyASignedAndRunningClockIsChanged() {
        var approval = approval("2026-11-24 10:00", "2026-11-24 11:00");
        Deadlines started = started(RequestKind.HELP, "2026-11-24 09:00");
        assertThatThrownBy(() -> started.pause(approval)).hasMessage("request.clock-not-running");
        Deadlines accepted =
                started.accepted(limits(RequestKind.HELP), at("2026-11-24 09:30"), CALENDAR);
        assertThatThrownBy(() -> accepted.pause(approval)).hasMessage("request.clock-not-running");
        Deadlines replied =
                signed(RequestKind.HELP, "2026-11-24 09:00")
                        .replied(at("2026-11-24 09:30"), CALENDAR);
        assertThatThrownBy(() -> replied.pause(approval)).hasMessage("request.clock-not-running");
        Deadlines paused = signed(RequestKind.HELP, "2026-11-24 09:00").pause(approval);
        assertThatThrownBy(() -> paused.pause(approval)).hasMessage("request.clock-paused");
        assertThatThrownBy(() -> paused.extend(at("2026-12-02 17:00"), approval, CALENDAR))
                .hasMessage("request.clock-paused");
        assertThatThrownBy(() -> started.resume(at("2026-11-24 10:00"), CALENDAR))
                .hasMessage("request.clock-not-paused");
    }

    @Test
    void aPauseCannotReachBackBeforeTheLastOne() {
        Deadlines clocks =
                signed(RequestKind.HELP, "2026-11-24 09:00")
                        .pause(approval("2026-11-25 10:00", "2026-11-25 11:00"))
                        .resume(at("2026-11-26 10:00"), CALENDAR)
                        .pause(approval("2026-11-25 10:30", "2026-11-26 11:00"));
        assertThat(clocks.pausedSince()).isEqualTo(at("2026-11-26 10:00"));
    }

    private static DeadlineView view(Deadlines deadlines, String now) {
        return DeadlineView.of(deadlines, at(now), CALENDAR, DeadlineChange::reason);
    }
}
