package org.zhumin.area;

import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;
import org.zhumin.kernel.GeoPoint;

import tools.jackson.databind.JsonNode;

/**
 * Turns a GeoJSON Polygon or MultiPolygon (RFC 7946, sections 3.1.6 and 3.1.7) into a geometry.
 * What is wrong is an {@link IllegalArgumentException} that says so.
 */
final class GeoJson {
    private static final GeometryFactory GEOMETRIES = new GeometryFactory();

    private GeoJson() {}

    static Geometry area(JsonNode geometry) {
        JsonNode coordinates = geometry.path("coordinates");
        Geometry area =
                switch (geometry.path("type").asString("")) {
                    case "Polygon" -> polygon(coordinates);
                    case "MultiPolygon" -> multiPolygon(coordinates);
                    default ->
                            throw new IllegalArgumentException(
                                    "the geometry must be a Polygon or a MultiPolygon");
                };
        if (area.isEmpty() || !area.isValid()) {
            throw new IllegalArgumentException("the polygon is empty or crosses itself");
        }
        return area;
    }

    private static Geometry multiPolygon(JsonNode polygons) {
        return GEOMETRIES.createMultiPolygon(
                polygons.valueStream().map(GeoJson::polygon).toArray(Polygon[]::new));
    }

    private static Polygon polygon(JsonNode rings) {
        if (!rings.isArray() || rings.isEmpty()) {
            throw new IllegalArgumentException("a polygon needs at least one ring");
        }
        return GEOMETRIES.createPolygon(
                ring(rings.get(0)),
                rings.valueStream().skip(1).map(GeoJson::ring).toArray(LinearRing[]::new));
    }

    private static LinearRing ring(JsonNode positions) {
        Coordinate[] points =
                positions.valueStream().map(GeoJson::position).toArray(Coordinate[]::new);
        if (points.length < 4 || !points[0].equals2D(points[points.length - 1])) {
            throw new IllegalArgumentException(
                    "a ring needs at least four positions, and the last must be the first again");
        }
        return GEOMETRIES.createLinearRing(points);
    }

    private static Coordinate position(JsonNode position) {
        JsonNode longitude = position.path(0);
        JsonNode latitude = position.path(1);
        if (!longitude.isNumber()
                || !latitude.isNumber()
                || !GeoPoint.isValid(longitude.asDouble(), latitude.asDouble())) {
            throw new IllegalArgumentException(
                    "a position must be [longitude, latitude] within ±180 and ±90");
        }
        return new Coordinate(longitude.asDouble(), latitude.asDouble());
    }
}
