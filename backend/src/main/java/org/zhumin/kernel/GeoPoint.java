package org.zhumin.kernel;

/** A place in degrees, GCJ-02 as WeChat gives it. Finite and within ±180 and ±90. */
public record GeoPoint(double longitude, double latitude) {
    private static final double EARTH_METERS = 6_378_100;

    public GeoPoint {
        if (!isValid(longitude, latitude)) {
            throw new IllegalArgumentException("longitude or latitude out of range");
        }
    }

    /** Along the earth's surface, on the sphere that MongoDB reckons with. */
    public double metersTo(GeoPoint other) {
        double here = Math.toRadians(latitude);
        double there = Math.toRadians(other.latitude);
        double rise = Math.sin((there - here) / 2);
        double turn = Math.sin(Math.toRadians(other.longitude - longitude) / 2);
        double chord = rise * rise + Math.cos(here) * Math.cos(there) * turn * turn;
        return 2 * EARTH_METERS * Math.asin(Math.min(1, Math.sqrt(chord)));
    }

    public static boolean isValid(double longitude, double latitude) {
        return Math.abs(longitude) <= 180 && Math.abs(latitude) <= 90;
    }
}
