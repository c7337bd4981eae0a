package org.zhumin.request;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.zhumin.platform.calendar.WorkingCalendar;

import java.time.Instant;

/** By what the deadlines of requests are counted. Immutable: answers depend on arguments alone. */
@Component
record Clocks(WorkingCalendar calendar, DeadlineRules rules) {
    /** The deadlines of what is submitted at this moment. */
    Deadlines start(RequestKind kind, @Nullable String category, Instant at) {
        return Deadlines.start(rules.limits(kind, category, at), at, calendar);
    }

    /**
     * The deadlines that it has. What was stored before there were any is taken as just submitted
     * then.
     */
    Deadlines of(ServiceRequest request) {
        Deadlines deadlines = request.deadlines();
        return deadlines == null
                ? start(request.kind(), request.categoryCode(), request.createdAt())
                : deadlines;
    }
}
