package org.zhumin.area;

import org.jspecify.annotations.Nullable;
import org.zhumin.kernel.AreaCode;

import java.time.LocalDate;
import java.util.List;

/**
 * One area of the tree (区域).
 *
 * @param parent absent for the city
 * @param validFrom the first day on which it exists; absent when it always did
 * @param validTo the first day on which it no longer exists; absent while no end is known
 * @param path the codes from the city down to this area itself. A record that is made in an area
 *     keeps this path as it was then
 */
public record Area(
        AreaCode code,
        String name,
        AreaLevel level,
        @Nullable AreaCode parent,
        @Nullable LocalDate validFrom,
        @Nullable LocalDate validTo,
        List<AreaCode> path) {
    public Area {
        path = List.copyOf(path);
    }

    public boolean isValidOn(LocalDate day) {
        return (validFrom == null || !day.isBefore(validFrom))
                && (validTo == null || day.isBefore(validTo));
    }

    AreaName named() {
        return new AreaName(code, name);
    }
}
