package org.zhumin.request;

import org.jspecify.annotations.Nullable;
import org.zhumin.kernel.AreaCode;
import org.zhumin.kernel.GeoPoint;

import java.util.List;

/**
 * Where a request belongs.
 *
 * @param areaPath from the city down, as the tree was when the request came in
 * @param gridId the grid the point lies in, where one is known
 * @param point as given; shown to others only roughly, see {@link #roughPoint}
 * @param address as written by the owner; shown to the owner and the desk only
 */
record Place(
        List<AreaCode> areaPath,
        @Nullable String gridId,
        @Nullable GeoPoint point,
        @Nullable String address) {
    Place {
        areaPath = List.copyOf(areaPath);
    }

    AreaCode area() {
        return areaPath.getLast();
    }

    /** Rounded to a thousandth of a degree, about 100 m. */
    @Nullable GeoPoint roughPoint() {
        return point == null
                ? null
                : new GeoPoint(rough(point.longitude()), rough(point.latitude()));
    }

    private static double rough(double degrees) {
        return Math.round(degrees * 1000) / 1000.0;
    }
}
