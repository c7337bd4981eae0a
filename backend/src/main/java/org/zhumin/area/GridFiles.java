package org.zhumin.area;

import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.zhumin.kernel.AreaCode;
import org.zhumin.platform.InvalidConfiguration;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Reads every {@code *.geojson} of a folder. A feature with the property {@code boundaryOf} is the
 * outline of the city; every other feature is a grid with {@code gridId}, {@code areaCode}, {@code
 * name}, {@code workers: [{name, servicePhone}]} and, if wanted, {@code version}. Coordinates are
 * GCJ-02.
 */
final class GridFiles {
    private static final Logger LOG = LoggerFactory.getLogger(GridFiles.class);
    private static final JsonMapper JSON = JsonMapper.shared();

    private final AreaTree areas;
    private final List<GridIndex.Shape> shapes = new ArrayList<>();
    private final Set<GridId> ids = new HashSet<>();
    private @Nullable Geometry boundary;

    private GridFiles(AreaTree areas) {
        this.areas = areas;
    }

    /**
     * A folder that is missing is no fault: then no place has a grid. A file that cannot be used
     * fails with {@link InvalidConfiguration} whose message names it.
     */
    static GridIndex read(Path folder, AreaTree areas) {
        var files = new GridFiles(areas);
        if (Files.isDirectory(folder)) {
            list(folder).forEach(files::readFile);
        } else {
            LOG.warn("No grids: there is no folder {}", folder.toAbsolutePath());
        }
        if (files.boundary == null) {
            LOG.warn("No outline of the city in {}: only the grids count as inside", folder);
        }
        return new GridIndex(areas, files.shapes, files.boundary);
    }

    private static List<Path> list(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(file -> file.toString().endsWith(".geojson")).sorted().toList();
        } catch (IOException unreadable) {
            throw wrong(folder, "cannot be listed");
        }
    }

    private void readFile(Path file) {
        JsonNode features = parse(file).path("features");
        if (!features.isArray()) {
            throw wrong(file, "is not a GeoJSON FeatureCollection");
        }
        for (int i = 0; i < features.size(); i++) {
            try {
                readFeature(features.get(i));
            } catch (IllegalArgumentException reason) {
                throw wrong(file, "feature " + (i + 1) + ": " + reason.getMessage());
            }
        }
    }

    private static JsonNode parse(Path file) {
        try {
            return JSON.readTree(Files.readString(file));
        } catch (IOException | JacksonException unreadable) {
            throw wrong(file, "cannot be read as UTF-8 JSON");
        }
    }

    private static InvalidConfiguration wrong(Path file, String reason) {
        return new InvalidConfiguration("zhumin.area.grids-dir", file + ": " + reason + ".");
    }

    private void readFeature(JsonNode feature) {
        JsonNode properties = feature.path("properties");
        Geometry geometry = GeoJson.area(feature.path("geometry"));
        if (properties.has("boundaryOf")) {
            readBoundary(text(properties, "boundaryOf"), geometry);
        } else {
            shapes.add(new GridIndex.Shape(grid(properties), geometry));
        }
    }

    private void readBoundary(String code, Geometry geometry) {
        if (!areas.city().code().value().equals(code)) {
            throw new IllegalArgumentException("boundaryOf is not the code of this city");
        }
        if (boundary != null) {
            throw new IllegalArgumentException("the city has an outline already");
        }
        boundary = geometry;
    }

    private Grid grid(JsonNode properties) {
        var id = new GridId(text(properties, "gridId"));
        var areaCode = new AreaCode(text(properties, "areaCode"));
        if (areas.find(areaCode).isEmpty()) {
            throw new IllegalArgumentException(
                    "areaCode " + areaCode.value() + " is not in the city");
        }
        if (!ids.add(id)) {
            throw new IllegalArgumentException("gridId " + id.value() + " comes twice");
        }
        String version = properties.has("version") ? text(properties, "version") : null;
        return new Grid(id, areaCode, text(properties, "name"), workers(properties), version);
    }

    private static List<Grid.Worker> workers(JsonNode properties) {
        JsonNode workers = properties.path("workers");
        if (!workers.isArray()) {
            throw new IllegalArgumentException("workers must be a list");
        }
        return workers.valueStream().map(GridFiles::worker).toList();
    }

    private static Grid.Worker worker(JsonNode worker) {
        return new Grid.Worker(text(worker, "name"), text(worker, "servicePhone"));
    }

    private static String text(JsonNode properties, String name) {
        JsonNode value = properties.path(name);
        if (!value.isString() || value.asString().isBlank()) {
            throw new IllegalArgumentException(name + " must be a text");
        }
        return value.asString();
    }
}
