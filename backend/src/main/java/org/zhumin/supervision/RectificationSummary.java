package org.zhumin.supervision;

import org.zhumin.kernel.OrganizationId;

import java.time.Instant;

/** An order as the feature that it concerns shows it. */
public record RectificationSummary(
        RectificationId id,
        OrganizationId organizationId,
        Trigger trigger,
        String text,
        Instant dueAt,
        RectificationState state,
        boolean overdue) {
    static RectificationSummary of(Rectification order, Instant now) {
        return new RectificationSummary(
                order.id(),
                order.matter().organizationId(),
                order.trigger(),
                order.text(),
                order.dueAt(),
                order.state(),
                order.isOverdue(now));
    }
}
