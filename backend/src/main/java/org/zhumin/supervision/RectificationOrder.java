package org.zhumin.supervision;

import org.jspecify.annotations.Nullable;
import org.zhumin.kernel.AreaCode;
import org.zhumin.kernel.OrganizationId;
import org.zhumin.kernel.ResidentId;

import java.time.Instant;
import java.util.List;

/**
 * What a feature orders.
 *
 * @param subject about what
 * @param trigger why
 * @param reference which occasion: the same subject, trigger and reference make one order. For
 *     {@link Trigger#BY_HAND} the id of the call's fact, for a milestone its id and due day
 * @param organizationId whose it is to put right
 * @param areaPath from the city down to where the matter is: the area's supervisors verify
 * @param dueAt until when, later than now
 * @param text what is to be put right
 * @param orderedBy absent when it is ordered by rule
 */
public record RectificationOrder(
        Subject subject,
        Trigger trigger,
        String reference,
        OrganizationId organizationId,
        List<AreaCode> areaPath,
        Instant dueAt,
        String text,
        @Nullable ResidentId orderedBy) {
    public RectificationOrder {
        areaPath = List.copyOf(areaPath);
    }
}
