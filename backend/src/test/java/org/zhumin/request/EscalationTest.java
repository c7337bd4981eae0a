package org.zhumin.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.zhumin.platform.calendar.TestCalendar.at;
import static org.zhumin.request.DeadlineFixture.CALENDAR;
import static org.zhumin.request.DeadlineFixture.signed;
import static org.zhumin.request.DeadlineFixture.started;

import org.junit.jupiter.api.Test;
import org.zhumin.kernel.AreaCode;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

class EscalationTest {
    private static final EscalationRules RULES = DeadlineFixture.ESCALATION;
    private static final List<AreaCode> PATH = RequestFixture.PATH;

    @Test
    void anOverdueRequestGoesUpLevelByLevelToTheCity() {
        // Due on Tuesday 1 December at 17:00.
        Deadlines clocks = signed(RequestKind.HELP, "2026-11-24 09:00");
        var went = new ArrayList<String>();
        for (Instant now = at("2026-12-01 16:00");
                now.isBefore(at("2027-02-01 00:00"));
                now = now.plusSeconds(3600)) {
            Optional<Escalation> next = RULES.next(clocks, PATH, now);
            if (next.isPresent()) {
                clocks = clocks.escalated(next.get());
                went.add(next.get().to().value() + " " + next.get().overdueDays());
                assertThat(next.get().at()).isEqualTo(now);
                assertThat(next.get().clock()).isEqualTo(DeadlineClock.RESOLVE);
            }
        }
        assertThat(went).containsExactly("520102016 1", "520102 4", "520100 7");
        assertThat(RULES.nextAt(clocks, PATH)).isEmpty();
    }

    @Test
    void nothingGoesUpBeforeItsTime() {
        Deadlines clocks = signed(RequestKind.HELP, "2026-11-24 09:00");
        assertThat(RULES.nextAt(clocks, PATH)).contains(at("2026-12-02 17:00"));
        assertThat(RULES.next(clocks, PATH, at("2026-12-02 16:59"))).isEmpty();
        assertThat(RULES.next(clocks, PATH, at("2026-12-02 17:00"))).isPresent();
    }

    @Test
    void theCityHasNobodyAbove() {
        Deadlines clocks = signed(RequestKind.HELP, "2026-11-24 09:00");
        assertThat(RULES.nextAt(clocks, PATH.subList(0, 1))).isEmpty();
    }

    @Test
    void aPausedClockAndAnAnsweredRequestStayWhereTheyAre() {
        Deadlines clocks = signed(RequestKind.HELP, "2026-11-24 09:00");
        var approval = DeadlineFixture.approval("2026-11-25 10:00", "2026-11-25 10:00");
        assertThat(RULES.nextAt(clocks.pause(approval), PATH)).isEmpty();
        assertThat(RULES.nextAt(clocks.replied(at("2026-11-25 10:00"), CALENDAR), PATH)).isEmpty();
    }

    @Test
    void aNewClockGoesOnFromTheLevelThatWasReached() {
        Deadlines clocks = started(RequestKind.HELP, "2026-11-24 09:00");
        Escalation first = RULES.next(clocks, PATH, at("2026-11-25 17:00")).orElseThrow();
        assertThat(first.clock()).isEqualTo(DeadlineClock.ACCEPT);
        clocks =
                clocks.escalated(first)
                        .accepted(
                                DeadlineFixture.limits(RequestKind.HELP),
                                at("2026-11-26 09:00"),
                                CALENDAR);
        assertThat(RULES.nextAt(clocks, PATH)).contains(at("2026-12-04 17:00"));
        assertThat(RULES.next(clocks, PATH, at("2026-12-04 17:00")).orElseThrow().to())
                .isEqualTo(new AreaCode("520102"));
    }
}
