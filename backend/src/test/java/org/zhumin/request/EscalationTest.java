package org.zhumin.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.zhumin.platform.calendar.TestCalendar.at;
import static org.zhumin.request.DeadlineFixture.CALENDAR;
import static org.zhumin.request.DeadlineFixture.signed;
import static org.zhumin.request.DeadlineFixture.started;

import org.junit.jupiter.api.Test;
import org.zhumin.kernel.AreaCode;
import org.zhumin.platform.calendar.WorkingCalendar;
import org.zhumin.platform.problem.PlatformProblem;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

class EscalationTest {
    private static final EscalationRules RULES =
            new EscalationRules(
                    DeadlineFixture.properties(
                            DeadlineFixture.file("config/request-deadlines.yaml")),
                    CALENDAR);
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

    @Test
    void theSweepTakesUpWhatIsDueOnceEvenWhenTwoRun() {
        var store = new Store();
        store.put("one", signed(RequestKind.HELP, "2026-11-24 09:00"));
        store.put("two", signed(RequestKind.REPORT, "2026-11-24 09:00"));
        var sweep = new EscalationSweep(RULES, store, clockAt("2026-12-03 09:00"));
        var other = new EscalationSweep(RULES, store, clockAt("2026-12-03 09:00"));
        assertThat(Mono.zip(sweep.run(), other.run()).map(t -> t.getT1() + t.getT2()).block())
                .isEqualTo(1);
        assertThat(store.requests.get("one").deadlines().escalations()).hasSize(1);
        assertThat(store.requests.get("two").deadlines().escalations()).isEmpty();
        assertThat(sweep.run().block()).isZero();
    }

    @Test
    void anotherInstanceThatCameFirstIsNoFailure() {
        var store = new Store();
        store.put("one", signed(RequestKind.HELP, "2026-11-24 09:00"));
        store.isStale = true;
        var sweep = new EscalationSweep(RULES, store, clockAt("2026-12-03 09:00"));
        assertThat(sweep.run().block()).isZero();
    }

    @Test
    void whatNoLongerGoesUpIsSettled() {
        var store = new Store();
        store.put("one", signed(RequestKind.HELP, "2026-11-24 09:00"));
        store.offersAll = true;
        var sweep = new EscalationSweep(RULES, store, clockAt("2026-11-25 09:00"));
        assertThat(sweep.run().block()).isZero();
        assertThat(store.settled).containsExactly("one");
    }

    private static Clock clockAt(String now) {
        return Clock.fixed(at(now), WorkingCalendar.ZONE);
    }

    private static final class Store implements EscalationSweep.Overdue {
        final Map<String, EscalationSweep.Late> requests = new ConcurrentHashMap<>();
        final List<String> settled = new ArrayList<>();
        boolean isStale;
        boolean offersAll;

        void put(String id, Deadlines deadlines) {
            requests.put(id, new EscalationSweep.Late(new RequestId(id), 0, deadlines, PATH));
        }

        @Override
        public Flux<EscalationSweep.Late> escalatingBefore(Instant now, int limit) {
            return Flux.fromIterable(requests.values())
                    .filter(late -> offersAll || isDue(late, now))
                    .take(limit);
        }

        private static boolean isDue(EscalationSweep.Late late, Instant now) {
            return RULES.nextAt(late.deadlines(), PATH).filter(at -> !at.isAfter(now)).isPresent();
        }

        @Override
        public Mono<Void> escalate(EscalationSweep.Late late, Escalation escalation) {
            var next =
                    new EscalationSweep.Late(
                            late.id(),
                            late.version() + 1,
                            late.deadlines().escalated(escalation),
                            PATH);
            boolean won = !isStale && requests.replace(late.id().value(), late, next);
            return won ? Mono.empty() : Mono.error(PlatformProblem.STALE::refusal);
        }

        @Override
        public Mono<Void> settle(EscalationSweep.Late late) {
            settled.add(late.id().value());
            return Mono.empty();
        }
    }
}
