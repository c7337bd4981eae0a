package org.zhumin.supervision;

import org.zhumin.kernel.AreaCode;
import org.zhumin.kernel.OrganizationId;

import java.util.List;

/**
 * What it is about and whose it is.
 *
 * @param organizationName as it was then
 * @param areaPath from the city down to where the matter is
 */
public record Matter(
        Subject subject,
        OrganizationId organizationId,
        String organizationName,
        List<AreaCode> areaPath) {
    public Matter {
        areaPath = List.copyOf(areaPath);
        if (areaPath.isEmpty()) {
            throw new IllegalArgumentException("a matter lies somewhere");
        }
    }
}
