package org.zhumin.project;

import org.jspecify.annotations.Nullable;
import org.zhumin.platform.calendar.WorkingCalendar;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * 关键节点.
 *
 * @param dueOn done by the end of this day in Asia/Shanghai
 * @param weight its share in the progress, relative to the other milestones'
 * @param spentYuan spent on it so far
 * @param missedOn the day that was missed and has been answered for by an order; a later {@code
 *     dueOn} may be missed again
 */
public record Milestone(
        String id,
        String title,
        LocalDate dueOn,
        int weight,
        State state,
        @Nullable String reportText,
        List<String> mediaIds,
        long spentYuan,
        @Nullable Instant doneAt,
        @Nullable LocalDate missedOn) {
    public Milestone {
        mediaIds = List.copyOf(mediaIds);
    }

    /** How far it is. */
    public enum State {
        PLANNED,
        STARTED,
        DONE
    }

    /** The first moment at which it is missed; absent when it no longer can be. */
    @Nullable Instant missedAt() {
        return state == State.DONE || dueOn.equals(missedOn)
                ? null
                : dueOn.plusDays(1).atStartOfDay(WorkingCalendar.ZONE).toInstant();
    }

    boolean isMissed(Instant now) {
        Instant at = missedAt();
        return at != null && !now.isBefore(at);
    }

    boolean isOverdue(Instant now) {
        return state != State.DONE
                && !now.isBefore(dueOn.plusDays(1).atStartOfDay(WorkingCalendar.ZONE).toInstant());
    }

    Milestone answeredFor() {
        return new Milestone(
                id, title, dueOn, weight, state, reportText, mediaIds, spentYuan, doneAt, dueOn);
    }

    /** The weighted share of what is done, of 100, rounded down; 0 without milestones. */
    static int progress(List<Milestone> milestones) {
        long all = milestones.stream().mapToLong(Milestone::weight).sum();
        long done =
                milestones.stream()
                        .filter(milestone -> milestone.state() == State.DONE)
                        .mapToLong(Milestone::weight)
                        .sum();
        return all == 0 ? 0 : (int) (100 * done / all);
    }
}
