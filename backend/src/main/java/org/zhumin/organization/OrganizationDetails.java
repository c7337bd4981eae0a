package org.zhumin.organization;

import org.jspecify.annotations.Nullable;
import org.zhumin.area.Area;
import org.zhumin.kernel.OrganizationId;

import java.util.List;

/** What an administrator says about an organisation, read and with its area looked up. */
record OrganizationDetails(
        String name,
        OrganizationKind kind,
        @Nullable CouncilType councilType,
        Area area,
        @Nullable OrganizationId parentId,
        @Nullable String servicePhone,
        @Nullable String intro,
        List<String> categories) {
    OrganizationDetails {
        categories = List.copyOf(categories);
    }

    /** Fails with {@code organization.council-type}. */
    OrganizationDetails requireValid() {
        if ((kind == OrganizationKind.COUNCIL) != (councilType != null)) {
            throw OrganizationProblem.COUNCIL_TYPE.refusal();
        }
        return this;
    }
}
