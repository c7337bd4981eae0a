package org.zhumin.kernel;

/** A place in degrees, GCJ-02 as WeChat gives it. Finite and within ±180 and ±90. */
public record GeoPoint(double longitude, double latitude) {
    public GeoPoint {
        if (!isValid(longitude, latitude)) {
            throw new IllegalArgumentException("longitude or latitude out of range");
        }
    }

    public static boolean isValid(double longitude, double latitude) {
        return Math.abs(longitude) <= 180 && Math.abs(latitude) <= 90;
    }
}
