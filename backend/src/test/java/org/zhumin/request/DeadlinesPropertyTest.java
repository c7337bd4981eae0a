package org.zhumin.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.zhumin.request.DeadlineFixture.CALENDAR;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

import org.zhumin.identity.Role;
import org.zhumin.kernel.DomainException;
import org.zhumin.platform.calendar.TestCalendar;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

class DeadlinesPropertyTest {
    private static final Limits LIMITS = DeadlineFixture.limits(RequestKind.COMPLAINT);

    @Property
    void pauseAndResumeLeaveAsMuchTimeAsThereWas(
            @ForAll("moments") Instant start,
            @ForAll @IntRange(max = 30_000) int before,
            @ForAll @IntRange(max = 30_000) int paused) {
        Instant stop = start.plus(Duration.ofMinutes(before));
        Instant goOn = stop.plus(Duration.ofMinutes(paused));
        Deadlines running = signed(start);
        Deadlines after = running.pause(approval(stop)).resume(goOn, CALENDAR);
        assertThat(after.resolveBy()).isAfterOrEqualTo(running.resolveBy());
        assertThat(CALENDAR.workingTimeBetween(running.resolveBy(), after.resolveBy()))
                .isEqualTo(CALENDAR.workingTimeBetween(stop, goOn));
        assertThat(CALENDAR.workingTimeBetween(goOn, after.resolveBy()))
                .isEqualTo(CALENDAR.workingTimeBetween(stop, running.resolveBy()));
    }

    @Property
    void anExtensionNeverShortens(
            @ForAll("moments") Instant start,
            @ForAll @IntRange(min = -20_000, max = 40_000) int by) {
        Deadlines running = signed(start);
        Instant until = running.resolveBy().plus(Duration.ofMinutes(by));
        try {
            Deadlines extended = running.extend(until, approval(start), CALENDAR);
            assertThat(extended.resolveBy()).isAfter(running.resolveBy()).isEqualTo(until);
            assertThat(CALENDAR.workingDaysBetween(running.resolveBy(), until))
                    .isLessThanOrEqualTo(LIMITS.extensionDays());
        } catch (DomainException refused) {
            assertThat(by <= 0 || until.isAfter(CALENDAR.plusWorkingDays(running.resolveBy(), 10)))
                    .isTrue();
        }
    }

    @Property
    void noOrderOfStepsMakesAClockNegativeOrRunBackwards(
            @ForAll("moments") Instant start, @ForAll("steps") List<Step> steps) {
        Deadlines clocks = Deadlines.start(LIMITS, start, CALENDAR);
        Instant now = start;
        for (Step step : steps) {
            now = now.plus(Duration.ofMinutes(step.minutes()));
            Deadlines before = clocks;
            clocks = perform(step.action(), clocks, now);
            assertThat(clocks.overdueDays(now, CALENDAR)).isNotNegative();
            assertThat(clocks.acceptBy()).isEqualTo(before.acceptBy());
            assertThat(clocks.history()).hasSizeGreaterThanOrEqualTo(before.history().size());
            assertThat(clocks.history().stream().filter(DeadlineChange::isOpenPause).count())
                    .isEqualTo(clocks.pausedSince() == null ? 0 : 1);
            // A new clock may end before an extended old one.
            assertThat(clocks.history())
                    .filteredOn(c -> c.kind() != DeadlineChange.Kind.REOPENING)
                    .allMatch(c -> c.until() == null || !c.until().isBefore(c.from()));
            assertThat(clocks.extensionsOfThisClock()).hasSizeLessThanOrEqualTo(1);
            if (clocks.dueAt() != null) {
                assertThat(clocks.isOverdue(now)).isEqualTo(now.isAfter(clocks.dueAt()));
            }
            if (step.action() != Action.ACCEPT && step.action() != Action.REOPEN) {
                assertThat(clocks.resolveBy()).isAfterOrEqualTo(before.resolveBy());
            }
        }
    }

    /** What is not legal now changes nothing, as in the application. */
    private static Deadlines perform(Action action, Deadlines clocks, Instant now) {
        try {
            return switch (action) {
                case ACCEPT ->
                        clocks.running() == DeadlineClock.ACCEPT
                                ? clocks.accepted(LIMITS, now, CALENDAR)
                                : clocks;
                case DISPATCH ->
                        clocks.acceptedAt() != null && clocks.signedAt() == null
                                ? clocks.dispatched(now, CALENDAR)
                                : clocks;
                case SIGN -> clocks.running() == DeadlineClock.SIGN ? clocks.signed(now) : clocks;
                case RETURN -> clocks.mayReturn(now) ? clocks.returned(now, CALENDAR) : clocks;
                case REPLY -> isInProgress(clocks) ? clocks.replied(now, CALENDAR) : clocks;
                case CLOSE ->
                        clocks.running() == DeadlineClock.CONFIRM
                                ? clocks.closed(now, CALENDAR)
                                : clocks;
                case REOPEN ->
                        clocks.repliedAt() != null ? clocks.reopened("否", now, CALENDAR) : clocks;
                case EXTEND ->
                        clocks.extend(
                                clocks.resolveBy().plus(Duration.ofDays(3)),
                                approval(now),
                                CALENDAR);
                case PAUSE -> clocks.pause(approval(now));
                case RESUME -> clocks.resume(now, CALENDAR);
            };
        } catch (DomainException refused) {
            return clocks;
        }
    }

    private static boolean isInProgress(Deadlines clocks) {
        return clocks.running() == DeadlineClock.RESOLVE && clocks.signedAt() != null;
    }

    private static Deadlines signed(Instant start) {
        return Deadlines.start(LIMITS, start, CALENDAR)
                .accepted(LIMITS, start, CALENDAR)
                .dispatched(start, CALENDAR)
                .signed(start);
    }

    private static DeadlineApproval approval(Instant at) {
        return new DeadlineApproval("材料待补", at, at, Role.COUNCIL);
    }

    @Provide
    Arbitrary<Instant> moments() {
        long first = TestCalendar.at("2025-01-01 00:00").getEpochSecond();
        long last = TestCalendar.at("2027-01-31 00:00").getEpochSecond();
        return Arbitraries.longs().between(first, last).map(Instant::ofEpochSecond);
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        return Combinators.combine(
                        Arbitraries.of(Action.values()), Arbitraries.integers().between(0, 4_000))
                .as(Step::new)
                .list()
                .ofMaxSize(25);
    }

    enum Action {
        ACCEPT,
        DISPATCH,
        SIGN,
        RETURN,
        REPLY,
        CLOSE,
        REOPEN,
        EXTEND,
        PAUSE,
        RESUME
    }

    record Step(Action action, int minutes) {}
}
