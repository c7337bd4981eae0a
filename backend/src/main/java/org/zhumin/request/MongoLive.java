package org.zhumin.request;

import org.jspecify.annotations.Nullable;
import org.zhumin.kernel.AreaCode;
import org.zhumin.kernel.GeoPoint;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What lies in a request's document only while it is open and everybody may read it, so that the
 * indexes over it stay as small as what is going on, however many requests are over: {@code nearby}
 * is the rounded place, and {@code live} holds a mark for each area and the square of about a
 * kilometre it lies in, alone and with its category and its state, such as {@code
 * a520102#roads-lamp@REPLIED}. Everything is reckoned from the rounded place, since the exact one
 * could be found from lists around two points.
 */
final class MongoLive {
    /** Squares of a hundredth of a degree; the rounded place is in thousandths. */
    private static final int THOUSANDTHS = 1000;

    private static final int SQUARE = 10;
    private static final double METERS_A_DEGREE = 111_300;

    private MongoLive() {}

    static boolean isLive(ServiceRequest request) {
        return request.publication() == Publication.PUBLIC
                && request.state().isOpen()
                && request.kind() != RequestKind.REPORT;
    }

    static @Nullable List<Double> nearby(ServiceRequest request) {
        GeoPoint rough = isLive(request) ? request.place().roughPoint() : null;
        return rough == null ? null : List.of(rough.longitude(), rough.latitude());
    }

    static @Nullable List<String> marks(ServiceRequest request) {
        if (!isLive(request)) {
            return null;
        }
        Place place = request.place();
        GeoPoint rough = place.roughPoint();
        Stream<String> squares = rough == null ? Stream.empty() : Stream.of(square(rough));
        return Stream.concat(place.areaPath().stream().map(MongoLive::area), squares)
                .flatMap(where -> marks(where, request.categoryCode(), request.state()))
                .toList();
    }

    private static Stream<String> marks(
            String where, @Nullable String category, RequestState state) {
        return category == null
                ? Stream.of(mark(where, null, null), mark(where, null, state))
                : Stream.of(
                        mark(where, null, null),
                        mark(where, category, null),
                        mark(where, null, state),
                        mark(where, category, state));
    }

    /** Of the requests in a subtree with this category and state, where they are given. */
    static String mark(AreaCode area, @Nullable String category, @Nullable RequestState state) {
        return mark(area(area), category, state);
    }

    private static String mark(
            String where, @Nullable String category, @Nullable RequestState state) {
        return where
                + (category == null ? "" : "#" + category)
                + (state == null ? "" : "@" + state.name());
    }

    /** Of every square that reaches into the circle. */
    static List<String> marksAround(
            GeoPoint point,
            double meters,
            @Nullable String category,
            @Nullable RequestState state) {
        double up = meters / METERS_A_DEGREE;
        double aside = up / Math.max(0.1, Math.cos(Math.toRadians(point.latitude())));
        var marks = new ArrayList<String>();
        for (long x = index(point.longitude() - aside);
                x <= index(point.longitude() + aside);
                x++) {
            for (long y = index(point.latitude() - up); y <= index(point.latitude() + up); y++) {
                marks.add(mark(square(x, y), category, state));
            }
        }
        return marks;
    }

    private static String area(AreaCode area) {
        return "a" + area.value();
    }

    private static String square(GeoPoint rough) {
        return square(index(rough.longitude()), index(rough.latitude()));
    }

    private static String square(long x, long y) {
        return "s" + x + "," + y;
    }

    private static long index(double degrees) {
        return Math.floorDiv(Math.round(degrees * THOUSANDTHS), SQUARE);
    }
}
