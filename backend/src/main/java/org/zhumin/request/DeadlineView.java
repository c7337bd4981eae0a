package org.zhumin.request;

import com.fasterxml.jackson.annotation.JsonInclude;

import org.jspecify.annotations.Nullable;
import org.zhumin.identity.Role;
import org.zhumin.platform.calendar.WorkingCalendar;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/**
 * The deadlines as whoever may read the request sees them.
 *
 * @param dueAt when staff must act next; absent while the clock stands or the resident is asked
 * @param extendedBy working days granted on the present clock
 * @param overdueDays working days
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record DeadlineView(
        Instant acceptBy,
        @Nullable Instant signBy,
        Instant resolveBy,
        @Nullable Instant confirmBy,
        @Nullable Instant reopenBy,
        @Nullable Instant dueAt,
        @Nullable Instant pausedSince,
        @Nullable Integer extendedBy,
        List<Change> history,
        boolean overdue,
        int overdueDays) {

    /**
     * @param reasonOf what the reader is told of a change
     */
    static DeadlineView of(
            Deadlines deadlines,
            Instant now,
            WorkingCalendar calendar,
            Function<DeadlineChange, String> reasonOf) {
        return new DeadlineView(
                deadlines.acceptBy(),
                deadlines.signBy(),
                deadlines.resolveBy(),
                deadlines.confirmBy(),
                deadlines.reopenBy(),
                deadlines.dueAt(),
                deadlines.pausedSince(),
                extendedBy(deadlines, calendar),
                deadlines.history().stream()
                        .map(change -> Change.of(change, reasonOf.apply(change)))
                        .toList(),
                deadlines.isOverdue(now),
                deadlines.overdueDays(now, calendar));
    }

    private static @Nullable Integer extendedBy(Deadlines deadlines, WorkingCalendar calendar) {
        List<DeadlineChange> extensions = deadlines.extensionsOfThisClock();
        int sum = 0;
        for (DeadlineChange extension : extensions) {
            Instant until = Objects.requireNonNull(extension.until());
            sum += calendar.workingDaysBetween(extension.from(), until);
        }
        return extensions.isEmpty() ? null : sum;
    }

    /** See {@link DeadlineChange}. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Change(
            DeadlineChange.Kind kind,
            Instant from,
            @Nullable Instant until,
            String reason,
            @Nullable Instant requestedAt,
            Instant decidedAt,
            @Nullable Role approvedBy) {
        static Change of(DeadlineChange change, String reason) {
            return new Change(
                    change.kind(),
                    change.from(),
                    change.until(),
                    reason,
                    change.requestedAt(),
                    change.decidedAt(),
                    change.approvedBy());
        }
    }
}
