package org.zhumin.identity;

import com.fasterxml.jackson.annotation.JsonInclude;

import org.jspecify.annotations.Nullable;
import org.zhumin.kernel.AreaCode;
import org.zhumin.kernel.OrganizationId;

import java.time.Instant;
import java.util.List;

/**
 * A role that somebody was given.
 *
 * @param areaCode counts in this area and everything below it; absent: in no area
 * @param organizationId counts for this organisation; absent: for none
 * @param gridIds the grids a grid worker looks after; empty: all of the area
 * @param from first moment at which it counts; absent: always has
 * @param to first moment at which it no longer counts; absent: for good
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Grant(
        Role role,
        @Nullable AreaCode areaCode,
        @Nullable OrganizationId organizationId,
        List<String> gridIds,
        @Nullable Instant from,
        @Nullable Instant to) {
    public Grant {
        gridIds = List.copyOf(gridIds);
    }

    public boolean isActive(Instant at) {
        return (from == null || !at.isBefore(from)) && (to == null || at.isBefore(to));
    }

    /** Whether it counts where the path ends; the path runs from the city down. */
    public boolean covers(List<AreaCode> areaPath) {
        return areaCode != null && areaPath.contains(areaCode);
    }
}
