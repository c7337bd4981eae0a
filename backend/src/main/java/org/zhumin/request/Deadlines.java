package org.zhumin.request;

import org.jspecify.annotations.Nullable;
import org.zhumin.platform.calendar.WorkingCalendar;
import org.zhumin.request.DeadlineChange.Kind;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The clocks of a request. Immutable, and stored as it is. Overdue is computed, never stored.
 *
 * <p>Once a step is done its clock keeps both times, when it was due and when it was done, so that
 * lateness stays known. A paused clock stands: whoever was in time stays in time, and whoever was
 * late stays late by as much.
 *
 * @param acceptBy when it must be accepted
 * @param signBy when the handler must sign; absent while it has none
 * @param returnBy until when the handler may send it back
 * @param resolveBy when the reply is due; before acceptance, what can be promised
 * @param confirmBy until when the resident may answer the reply
 * @param reopenBy until when it may be reopened; present once it is closed
 * @param pausedSince when the resolve clock stopped
 * @param history extensions, pauses and reopenings, the oldest first
 */
public record Deadlines(
        Limits limits,
        DeadlineClock running,
        Instant acceptBy,
        @Nullable Instant acceptedAt,
        @Nullable Instant signBy,
        @Nullable Instant signedAt,
        @Nullable Instant returnBy,
        Instant resolveBy,
        @Nullable Instant repliedAt,
        @Nullable Instant confirmBy,
        @Nullable Instant reopenBy,
        @Nullable Instant pausedSince,
        List<DeadlineChange> history,
        List<Escalation> escalations) {
    public Deadlines {
        history = List.copyOf(history);
        escalations = List.copyOf(escalations);
    }

    static Deadlines start(Limits limits, Instant submittedAt, WorkingCalendar calendar) {
        Instant acceptBy = limits.accept().from(submittedAt, calendar);
        return new Deadlines(
                limits,
                DeadlineClock.ACCEPT,
                acceptBy,
                null,
                null,
                null,
                null,
                limits.resolve().from(acceptBy, calendar),
                null,
                null,
                null,
                null,
                List.of(),
                List.of());
    }

    /** The resolve clock starts, by the limits of the category that triage has settled. */
    Deadlines accepted(Limits settled, Instant at, WorkingCalendar calendar) {
        return change().limits(settled)
                .running(DeadlineClock.RESOLVE)
                .acceptedAt(at)
                .resolveBy(settled.resolve().from(at, calendar))
                .build();
    }

    /**
     * Each handler has its own time to sign and to send back; the resolve clock runs on, and a
     * pause ends.
     */
    Deadlines dispatched(Instant at, WorkingCalendar calendar) {
        return goingOn(at, calendar)
                .change()
                .running(DeadlineClock.SIGN)
                .signBy(limits.sign().from(at, calendar))
                .returnBy(limits.returning().from(at, calendar))
                .signedAt(null)
                .build();
    }

    Deadlines signed(Instant at) {
        return change().running(DeadlineClock.RESOLVE).signedAt(at).build();
    }

    /** Back to triage; a pause ends. */
    Deadlines returned(Instant at, WorkingCalendar calendar) {
        return goingOn(at, calendar)
                .change()
                .running(DeadlineClock.RESOLVE)
                .signBy(null)
                .signedAt(null)
                .returnBy(null)
                .build();
    }

    /** The resident's time to answer starts; a pause ends. */
    Deadlines replied(Instant at, WorkingCalendar calendar) {
        return goingOn(at, calendar)
                .change()
                .running(DeadlineClock.CONFIRM)
                .repliedAt(at)
                .confirmBy(limits.silence().from(at, calendar))
                .build();
    }

    /** Not solved, or opened again after closing: the whole time to resolve anew. */
    Deadlines reopened(String reason, Instant at, WorkingCalendar calendar) {
        Instant due = limits.resolve().from(at, calendar);
        return change().running(DeadlineClock.RESOLVE)
                .resolveBy(due)
                .repliedAt(null)
                .confirmBy(null)
                .reopenBy(null)
                .add(new DeadlineChange(Kind.REOPENING, resolveBy, due, reason, null, at, null))
                .build();
    }

    /** Closed, and open to being reopened for a while. */
    Deadlines closed(Instant at, WorkingCalendar calendar) {
        return ended(at, calendar)
                .change()
                .confirmBy(null)
                .reopenBy(limits.reopen().from(at, calendar))
                .build();
    }

    /** Withdrawn, rejected or merged: nobody owes anything any more. */
    Deadlines ended(Instant at, WorkingCalendar calendar) {
        return goingOn(at, calendar).change().running(DeadlineClock.NONE).build();
    }

    /**
     * Refuses an extension that could not be granted, already when it is asked for.
     *
     * @throws org.zhumin.kernel.DomainException one of {@link DeadlineProblem}
     */
    void checkExtension(Instant until, Instant requestedAt, WorkingCalendar calendar) {
        requireChangeable();
        if (extensionsOfThisClock().size() >= limits.extensions()) {
            throw DeadlineProblem.EXTENSION_USED_UP.refusal(limits.extensions());
        }
        if (requestedAt.isAfter(resolveBy)) {
            throw DeadlineProblem.EXTENSION_ASKED_TOO_LATE.refusal();
        }
        if (!until.isAfter(resolveBy)) {
            throw DeadlineProblem.EXTENSION_NOT_LATER.refusal();
        }
        if (until.isAfter(calendar.plusWorkingDays(resolveBy, limits.extensionDays()))) {
            throw DeadlineProblem.EXTENSION_TOO_LONG.refusal(limits.extensionDays());
        }
    }

    /** Fails as {@link #checkExtension}. A client may name finer times than the store keeps. */
    Deadlines extend(Instant until, DeadlineApproval approval, WorkingCalendar calendar) {
        Instant due = until.truncatedTo(ChronoUnit.MILLIS);
        checkExtension(due, approval.requestedAt(), calendar);
        return change().resolveBy(due)
                .add(granted(Kind.EXTENSION, resolveBy, due, approval))
                .build();
    }

    /**
     * Refuses a pause that could not be granted, already when it is asked for.
     *
     * @throws org.zhumin.kernel.DomainException {@link DeadlineProblem#CLOCK_NOT_RUNNING} or {@link
     *     DeadlineProblem#CLOCK_PAUSED}
     */
    void checkPause() {
        requireChangeable();
    }

    /**
     * Stops the resolve clock, from when the handler asked for it, but not from before it signed or
     * last went on. Fails as {@link #checkPause}.
     */
    Deadlines pause(DeadlineApproval approval) {
        checkPause();
        Instant from = later(approval.requestedAt(), lastChangedAt());
        return change().pausedSince(from).add(granted(Kind.PAUSE, from, null, approval)).build();
    }

    /**
     * The clock goes on, with as much time left as there was when it stopped.
     *
     * @throws org.zhumin.kernel.DomainException {@link DeadlineProblem#CLOCK_NOT_PAUSED}
     */
    Deadlines resume(Instant at, WorkingCalendar calendar) {
        if (pausedSince == null) {
            throw DeadlineProblem.CLOCK_NOT_PAUSED.refusal();
        }
        return goingOn(at, calendar);
    }

    private Deadlines goingOn(Instant at, WorkingCalendar calendar) {
        if (pausedSince == null) {
            return this;
        }
        Instant end = later(at, pausedSince);
        return change().pausedSince(null)
                .resolveBy(limits.resolve().shift(resolveBy, pausedSince, end, calendar))
                .history(history.stream().map(c -> c.isOpenPause() ? c.until(end) : c).toList())
                .build();
    }

    Deadlines escalated(Escalation escalation) {
        var more = new ArrayList<>(escalations);
        more.add(escalation);
        return change().escalations(more).build();
    }

    /** For whom may not read the reasons of the changes. */
    Deadlines withoutHistory() {
        return change().history(List.of()).escalations(List.of()).build();
    }

    /** When staff must have acted; absent while the clock stands or nobody owes anything. */
    @Nullable Instant dueAt() {
        return pausedSince == null ? staffDueAt() : null;
    }

    /** The same, but also while the clock stands. */
    private @Nullable Instant staffDueAt() {
        return switch (running) {
            case ACCEPT -> acceptBy;
            case SIGN -> signBy == null || resolveBy.isBefore(signBy) ? resolveBy : signBy;
            case RESOLVE -> resolveBy;
            case CONFIRM, NONE -> null;
        };
    }

    boolean isOverdue(Instant now) {
        Instant due = staffDueAt();
        return due != null && onTheClock(now).isAfter(due);
    }

    /** By how many working days it is late; 0 on the day on which it was due. */
    int overdueDays(Instant now, WorkingCalendar calendar) {
        Instant due = staffDueAt();
        return due != null && isOverdue(now)
                ? calendar.workingDaysBetween(due, onTheClock(now))
                : 0;
    }

    /** What the clock shows: a paused one stands. */
    Instant onTheClock(Instant now) {
        return pausedSince == null ? now : pausedSince;
    }

    boolean mayReturn(Instant now) {
        return returnBy != null && !now.isAfter(returnBy);
    }

    boolean mayReopen(Instant now) {
        return reopenBy != null && !now.isAfter(reopenBy);
    }

    /** Whether the resident has let the time to answer pass. */
    boolean isUnanswered(Instant now) {
        return running == DeadlineClock.CONFIRM && confirmBy != null && now.isAfter(confirmBy);
    }

    /** Those since the last reopening. */
    List<DeadlineChange> extensionsOfThisClock() {
        int first = 0;
        for (int i = 0; i < history.size(); i++) {
            if (history.get(i).kind() == Kind.REOPENING) {
                first = i;
            }
        }
        return history.subList(first, history.size()).stream()
                .filter(change -> change.kind() == Kind.EXTENSION)
                .toList();
    }

    private void requireChangeable() {
        if (pausedSince != null) {
            throw DeadlineProblem.CLOCK_PAUSED.refusal();
        }
        if (running != DeadlineClock.RESOLVE || signedAt == null) {
            throw DeadlineProblem.CLOCK_NOT_RUNNING.refusal();
        }
    }

    private static DeadlineChange granted(
            Kind kind, Instant from, @Nullable Instant until, DeadlineApproval approval) {
        return new DeadlineChange(
                kind,
                from,
                until,
                approval.reason(),
                approval.requestedAt(),
                approval.decidedAt(),
                approval.by());
    }

    private Instant lastChangedAt() {
        Instant last = Objects.requireNonNull(signedAt);
        for (DeadlineChange change : history) {
            Instant at = change.kind() == Kind.PAUSE ? change.until() : change.decidedAt();
            last = at == null ? last : later(last, at);
        }
        return last;
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }

    private DeadlinesChange change() {
        return new DeadlinesChange(this);
    }
}
