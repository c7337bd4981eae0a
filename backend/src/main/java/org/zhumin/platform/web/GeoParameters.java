package org.zhumin.platform.web;

import org.zhumin.kernel.FieldProblem;
import org.zhumin.kernel.GeoPoint;
import org.zhumin.platform.problem.PlatformProblem;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Places in query parameters. Plain decimals only: no NaN, no Infinity, no 1e999, none of Java's
 * own notations. What is wrong is {@link PlatformProblem#MALFORMED} and named by its parameter.
 */
public final class GeoParameters {
    private static final int MAX_LONGITUDE = 180;
    private static final int MAX_LATITUDE = 90;
    private static final Pattern DEGREES = Pattern.compile("-?\\d{1,3}(\\.\\d{1,20})?");

    private GeoParameters() {}

    /** From the parameters {@code longitude} and {@code latitude}. */
    public static GeoPoint point(String longitude, String latitude) {
        return new GeoPoint(
                degrees("longitude", longitude, MAX_LONGITUDE),
                degrees("latitude", latitude, MAX_LATITUDE));
    }

    /**
     * From one parameter {@code longitude,latitude}.
     *
     * @param field the parameter's name
     */
    public static GeoPoint pair(String field, String text) {
        String[] parts = text.split(",", -1);
        if (parts.length != 2) {
            throw malformed(FieldProblem.of(field, "field.wrong-type"));
        }
        return new GeoPoint(
                degrees(field, parts[0], MAX_LONGITUDE), degrees(field, parts[1], MAX_LATITUDE));
    }

    private static double degrees(String field, String text, int max) {
        if (!DEGREES.matcher(text).matches()) {
            throw malformed(FieldProblem.of(field, "field.wrong-type"));
        }
        double degrees = Double.parseDouble(text);
        if (degrees > max) {
            throw malformed(FieldProblem.of(field, "field.too-large", max));
        }
        if (degrees < -max) {
            throw malformed(FieldProblem.of(field, "field.too-small", -max));
        }
        return degrees;
    }

    private static RuntimeException malformed(FieldProblem error) {
        return PlatformProblem.MALFORMED.problem().withErrors(List.of(error)).refusal();
    }
}
