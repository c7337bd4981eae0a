package org.zhumin.request;

import org.jspecify.annotations.Nullable;
import org.zhumin.area.AreaLevel;
import org.zhumin.kernel.OrganizationId;

/**
 * An organisation, its name and the level of the area that it works for, as they were when it was
 * written down here.
 *
 * @param level absent in what was stored before it was, and for an area that the tree no longer has
 */
public record Handler(OrganizationId organizationId, String name, @Nullable AreaLevel level) {
    boolean isSame(@Nullable Handler other) {
        return other != null && organizationId.equals(other.organizationId);
    }
}
