package org.zhumin.area;

import org.jspecify.annotations.Nullable;
import org.zhumin.kernel.AreaCode;

import java.util.List;

/**
 * Where a place lies.
 *
 * @param gridId absent where no grid is drawn
 * @param areaCode the area of the grid, or the city where no grid is drawn
 * @param path the codes from the city down to that area
 */
public record Located(@Nullable GridId gridId, AreaCode areaCode, List<AreaCode> path) {
    public Located {
        path = List.copyOf(path);
    }
}
