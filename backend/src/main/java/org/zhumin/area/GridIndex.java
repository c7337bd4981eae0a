package org.zhumin.area;

import org.jspecify.annotations.Nullable;
import org.locationtech.jts.algorithm.locate.IndexedPointInAreaLocator;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Location;
import org.locationtech.jts.index.strtree.STRtree;
import org.zhumin.kernel.AreaCode;
import org.zhumin.kernel.GeoPoint;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the grid of a place. Immutable and safe for all threads: what could be built lazily is
 * built in the constructor.
 */
public final class GridIndex {
    private final Map<GridId, Grid> byId = new HashMap<>();
    private final Map<AreaCode, Integer> countByArea = new HashMap<>();
    private final STRtree tree = new STRtree();
    private final @Nullable IndexedPointInAreaLocator boundary;
    private final Located wholeCity;

    /**
     * @param boundary the city's outline; without one, only the grids count as inside
     */
    GridIndex(AreaTree areas, List<Shape> shapes, @Nullable Geometry boundary) {
        for (Shape shape : shapes) {
            Area area = areas.get(shape.grid().areaCode());
            byId.put(shape.grid().id(), shape.grid());
            area.path().forEach(code -> countByArea.merge(code, 1, Integer::sum));
            tree.insert(shape.geometry().getEnvelopeInternal(), Entry.of(shape, area));
        }
        tree.build();
        this.boundary = boundary == null ? null : prepare(boundary);
        wholeCity = new Located(null, areas.city().code(), areas.city().path());
    }

    /**
     * The grid that holds the place, else the city. A place on the line between grids belongs to
     * the one with the lowest id. Fails with {@code area.outside-city}.
     */
    public Located locate(GeoPoint place) {
        var point = new Coordinate(place.longitude(), place.latitude());
        Entry best = null;
        for (Object candidate : tree.query(new Envelope(point))) {
            var entry = (Entry) candidate;
            if ((best == null || entry.isBefore(best)) && covers(entry.outline(), point)) {
                best = entry;
            }
        }
        if (best != null) {
            return best.located();
        }
        if (boundary == null || !covers(boundary, point)) {
            throw AreaProblem.OUTSIDE_CITY.refusal();
        }
        return wholeCity;
    }

    public Optional<Grid> find(GridId id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** How many grids lie in the area's subtree. */
    public int count(AreaCode area) {
        return countByArea.getOrDefault(area, 0);
    }

    private static IndexedPointInAreaLocator prepare(Geometry geometry) {
        var locator = new IndexedPointInAreaLocator(geometry);
        // The first question builds the index.
        locator.locate(new Coordinate(0, 0));
        return locator;
    }

    private static boolean covers(IndexedPointInAreaLocator outline, Coordinate point) {
        return outline.locate(point) != Location.EXTERIOR;
    }

    /** A grid and where it lies. */
    record Shape(Grid grid, Geometry geometry) {}

    private record Entry(Located located, String id, IndexedPointInAreaLocator outline) {
        static Entry of(Shape shape, Area area) {
            GridId id = shape.grid().id();
            var located = new Located(id, area.code(), area.path());
            return new Entry(located, id.value(), prepare(shape.geometry()));
        }

        boolean isBefore(Entry other) {
            return id.compareTo(other.id) < 0;
        }
    }
}
