package org.zhumin.supervision;

import org.jspecify.annotations.Nullable;
import org.zhumin.kernel.AreaCode;
import org.zhumin.kernel.ResidentId;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * An order to put something right by a day (限期整改). Immutable: each transition checks the table in
 * {@link RectificationAction} and gives the next version. Overdue is computed, never stored.
 *
 * @param text what is to be put right
 * @param supervisedBy from the city down to the area whose council or supervisor verifies; at first
 *     all of the matter's path, one level shorter after each escalation
 */
record Rectification(
        RectificationId id,
        Matter matter,
        Trigger trigger,
        String text,
        Instant dueAt,
        RectificationState state,
        List<AreaCode> supervisedBy,
        List<SupervisionEntry> timeline,
        Instant createdAt,
        Instant updatedAt,
        long version) {
    Rectification {
        supervisedBy = List.copyOf(supervisedBy);
        timeline = List.copyOf(timeline);
    }

    /**
     * @param orderedBy absent when it is ordered by rule
     */
    static Rectification issue(
            RectificationId id,
            Matter matter,
            Trigger trigger,
            String text,
            Instant dueAt,
            @Nullable ResidentId orderedBy,
            Instant now) {
        Party party = orderedBy == null ? Party.SYSTEM : Party.VERIFIER;
        var issued =
                new SupervisionEntry(
                        now, SupervisionEntry.Type.ISSUED, text, party, orderedBy, id.value(), "");
        return new Rectification(
                id,
                matter,
                trigger,
                text,
                stored(dueAt),
                RectificationState.ISSUED,
                matter.areaPath(),
                List.of(issued),
                now,
                now,
                0);
    }

    Rectification submit(String report, Step step) {
        require(RectificationAction.SUBMIT);
        return next(
                RectificationState.SUBMITTED,
                dueAt,
                supervisedBy,
                SupervisionEntry.of(SupervisionEntry.Type.SUBMITTED, report, Party.UNIT, step));
    }

    Rectification pass(String finding, Step step) {
        require(RectificationAction.VERIFY);
        return next(
                RectificationState.VERIFIED,
                dueAt,
                supervisedBy,
                SupervisionEntry.of(SupervisionEntry.Type.VERIFIED, finding, Party.VERIFIER, step));
    }

    /**
     * To be done again.
     *
     * @param newDueAt absent: the day stays
     */
    Rectification fail(String finding, @Nullable Instant newDueAt, Step step) {
        require(RectificationAction.VERIFY);
        return next(
                RectificationState.FAILED,
                dueBy(newDueAt, step.at()),
                supervisedBy,
                SupervisionEntry.of(SupervisionEntry.Type.FAILED, finding, Party.VERIFIER, step));
    }

    /**
     * One level up. Fails with {@link SupervisionProblem#NOTHING_ABOVE} at the city.
     *
     * @param newDueAt absent: the day stays
     */
    Rectification escalate(String reason, @Nullable Instant newDueAt, Step step) {
        require(RectificationAction.ESCALATE);
        if (isAtTheTop()) {
            throw SupervisionProblem.NOTHING_ABOVE.refusal();
        }
        return next(
                RectificationState.ESCALATED,
                dueBy(newDueAt, step.at()),
                supervisedBy.subList(0, supervisedBy.size() - 1),
                SupervisionEntry.of(SupervisionEntry.Type.ESCALATED, reason, Party.VERIFIER, step));
    }

    boolean isAtTheTop() {
        return supervisedBy.size() == 1;
    }

    boolean isOverdue(Instant now) {
        return state.isOwed() && now.isAfter(dueAt);
    }

    /** Whether this is who submitted what is to be verified now. */
    boolean isSubmittedBy(ResidentId resident) {
        SupervisionEntry last = timeline.getLast();
        return last.type() == SupervisionEntry.Type.SUBMITTED && resident.equals(last.actor());
    }

    private Instant dueBy(@Nullable Instant newDueAt, Instant now) {
        if (newDueAt != null && !newDueAt.isAfter(now)) {
            throw SupervisionProblem.DUE_IN_THE_PAST.refusal();
        }
        return newDueAt == null ? dueAt : stored(newDueAt);
    }

    /** A client may name finer times than the store keeps. */
    private static Instant stored(Instant at) {
        return at.truncatedTo(ChronoUnit.MILLIS);
    }

    private void require(RectificationAction action) {
        if (!action.isAllowedIn(state)) {
            throw SupervisionProblem.NOT_ALLOWED_IN_STATE
                    .problem()
                    .with("state", state)
                    .with("allowed", RectificationAction.allowedIn(state))
                    .refusal();
        }
    }

    private Rectification next(
            RectificationState nextState,
            Instant nextDueAt,
            List<AreaCode> nextSupervisedBy,
            SupervisionEntry entry) {
        return new Rectification(
                id,
                matter,
                trigger,
                text,
                nextDueAt,
                nextState,
                nextSupervisedBy,
                Timeline.with(timeline, entry),
                createdAt,
                entry.at(),
                version + 1);
    }
}
