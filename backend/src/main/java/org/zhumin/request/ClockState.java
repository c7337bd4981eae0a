package org.zhumin.request;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/** How one clock of a request stands at a moment. Computed, never stored. */
enum ClockState {
    /** Not begun, or not needed any more. */
    IDLE,
    RUNNING,
    PAUSED,
    /** Not done yet, and late. */
    OVERDUE,
    /** Done in time. */
    MET,
    /** Done, but late. */
    LATE;

    /** Of the clocks on which nobody can be late, always {@link #IDLE}. */
    static ClockState of(Deadlines all, DeadlineClock clock, Instant now) {
        boolean runs = all.running() == clock;
        return switch (clock) {
            case ACCEPT -> of(all.acceptBy(), all.acceptedAt(), now, runs);
            case SIGN -> of(all.signBy(), all.signedAt(), now, runs);
            case RESOLVE -> resolve(all, now, runs || all.running() == DeadlineClock.SIGN);
            case CONFIRM, NONE -> IDLE;
        };
    }

    private static ClockState resolve(Deadlines all, Instant now, boolean runs) {
        ClockState state = of(all.resolveBy(), all.repliedAt(), all.onTheClock(now), runs);
        return all.pausedSince() != null && state == RUNNING ? PAUSED : state;
    }

    private static ClockState of(
            @Nullable Instant due, @Nullable Instant done, Instant now, boolean runs) {
        if (due != null && done != null) {
            return done.isAfter(due) ? LATE : MET;
        }
        if (due == null || !runs) {
            return IDLE;
        }
        return now.isAfter(due) ? OVERDUE : RUNNING;
    }
}
