package org.zhumin.supervision;

import org.zhumin.kernel.AreaCode;
import org.zhumin.kernel.OrganizationId;

import java.util.List;

/**
 * That a feature, by rule, holds an organisation to account.
 *
 * @param reference which occasion: the same subject and reference make one case
 * @param areaPath from the city down to where the matter is
 * @param text why, and what is asked
 */
public record CaseOrder(
        Subject subject,
        String reference,
        OrganizationId organizationId,
        List<AreaCode> areaPath,
        CaseLevel level,
        String text) {
    public CaseOrder {
        areaPath = List.copyOf(areaPath);
    }
}
