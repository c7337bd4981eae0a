package org.zhumin.request;

import org.springframework.stereotype.Component;
import org.zhumin.kernel.AreaCode;
import org.zhumin.platform.calendar.WorkingCalendar;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * When an overdue request goes up the area tree by itself: one level at a time, each level once,
 * and never above the city. A paused clock escalates nothing.
 */
@Component
class EscalationRules {
    private final DeadlineFile.EscalationLimits limits;
    private final WorkingCalendar calendar;

    EscalationRules(DeadlineFile file, WorkingCalendar calendar) {
        limits = file.escalation();
        this.calendar = calendar;
    }

    /**
     * When the next level is due, unless somebody acts before; empty if nothing will be.
     *
     * @param handledIn from the city down to the area of whoever has it: the handler's, or where
     *     the request is while it has none
     */
    Optional<Instant> nextAt(Deadlines deadlines, List<AreaCode> handledIn) {
        Instant due = deadlines.dueAt();
        if (due == null || levelAbove(deadlines, handledIn) < 0) {
            return Optional.empty();
        }
        long before = deadlines.escalations().stream().filter(e -> e.at().isAfter(due)).count();
        int days = limits.firstAfterDays() + (int) before * limits.nextAfterDays();
        return Optional.of(calendar.plusWorkingDays(due, days));
    }

    /** What is to be done now, one level at a time; empty if nothing is. */
    Optional<Escalation> next(Deadlines deadlines, List<AreaCode> handledIn, Instant now) {
        return nextAt(deadlines, handledIn)
                .filter(at -> !at.isAfter(now))
                .map(
                        _ ->
                                new Escalation(
                                        handledIn.get(levelAbove(deadlines, handledIn)),
                                        deadlines.running(),
                                        now,
                                        deadlines.overdueDays(now, calendar)));
    }

    /** The place in the path to which it goes next; negative if it has been everywhere. */
    private static int levelAbove(Deadlines deadlines, List<AreaCode> handledIn) {
        int highest = handledIn.size() - 1;
        for (Escalation done : deadlines.escalations()) {
            int level = handledIn.indexOf(done.to());
            highest = level < 0 ? highest : Math.min(highest, level);
        }
        return highest - 1;
    }
}
