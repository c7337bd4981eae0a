package org.zhumin.request;

import org.jspecify.annotations.Nullable;
import org.zhumin.kernel.AreaCode;
import org.zhumin.kernel.ResidentId;

import java.util.List;

/**
 * Who has the request now.
 *
 * @param path from the city down to the area whose desk has it; escalation shortens it
 * @param handler the organisation that must answer; absent while triage has it
 * @param lead the organisation that signed first, which leads whoever else takes part (首接负责)
 * @param assignee the clerk
 * @param nextHop whom the unit that returned it suggests
 */
public record Desk(
        List<AreaCode> path,
        @Nullable Handler handler,
        @Nullable Handler lead,
        @Nullable ResidentId assignee,
        @Nullable Handler nextHop) {
    public Desk {
        path = List.copyOf(path);
    }

    static Desk of(List<AreaCode> path) {
        return new Desk(path, null, null, null, null);
    }

    AreaCode area() {
        return path.getLast();
    }

    Desk dispatchedTo(Handler to) {
        return new Desk(path, to, lead, null, null);
    }

    Desk signed() {
        return new Desk(path, handler, lead == null ? handler : lead, assignee, nextHop);
    }

    Desk assignedTo(ResidentId clerk) {
        return new Desk(path, handler, lead, clerk, nextHop);
    }

    /** A unit that hands it back does not lead either. */
    Desk returned(@Nullable Handler next) {
        boolean led = lead != null && lead.isSame(handler);
        return new Desk(path, null, led ? null : lead, null, next);
    }

    /** One level up; the top stays the top. */
    Desk escalated() {
        return path.size() == 1
                ? this
                : new Desk(path.subList(0, path.size() - 1), handler, lead, assignee, nextHop);
    }

    Desk without(ResidentId erased) {
        return erased.equals(assignee) ? new Desk(path, handler, lead, null, nextHop) : this;
    }
}
