package org.zhumin.area;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.zhumin.kernel.GeoPoint;
import org.zhumin.platform.InvalidConfiguration;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

class GridFilesTest {
    private static final String GOOD =
            """
            {"type": "FeatureCollection", "features": [{
                "type": "Feature",
                "properties": {
                    "gridId": "G1", "areaCode": "520102016003", "name": "Grid", "workers": []},
                "geometry": {"type": "MultiPolygon", "coordinates": [[
                    [[106, 26], [107, 26], [107, 27], [106, 27], [106, 26]],
                    [[106.4, 26.4], [106.6, 26.4], [106.6, 26.6], [106.4, 26.6], [106.4, 26.4]]]]}}]}
            """;

    @TempDir private Path folder;

    @Test
    void readsPolygonsWithHoles() throws IOException {
        GridIndex grids = read(GOOD);
        assertThat(grids.locate(new GeoPoint(106.2, 26.2)).gridId()).isEqualTo(new GridId("G1"));
        assertThatThrownBy(() -> grids.locate(new GeoPoint(106.5, 26.5)))
                .hasMessage("area.outside-city");
    }

    @ParameterizedTest(name = "{2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "\"features\"     | \"feature\"    | is not a GeoJSON FeatureCollection",
                "}}]}             | }}             | cannot be read as UTF-8 JSON",
                "\"G1\"           | \"G-1\"        | feature 1: a grid id is",
                "\"G1\"           | 1              | feature 1: gridId must be a text",
                "\"gridId\"       | \"id\"         | feature 1: gridId must be a text",
                "520102016003     | 52010201600    | feature 1: not an area code",
                "520102016003     | 520102016999   | feature 1: areaCode 520102016999 is not in the"
                        + " city",
                "\"Grid\"         | \" \"          | feature 1: name must be a text",
                "\"workers\": []  | \"workers\": 1 | feature 1: workers must be a list",
                "\"workers\": []  | \"workers\": [{\"name\": \"W\"}] | servicePhone must be a text",
                "\"workers\": []  | \"boundaryOf\": \"520200\" | feature 1: boundaryOf is not the"
                        + " code",
                "MultiPolygon     | Point          | feature 1: the geometry must be a Polygon",
                "[107, 26]        | [1070, 26]     | feature 1: a position must be",
                "[107, 26]        | [\"107\", 26]  | feature 1: a position must be",
                "[107, 26]        | []             | feature 1: a position must be",
                "[106, 27], [106, 26] | [106, 27]  | feature 1: a ring needs at least four"
                        + " positions",
                "[107, 26], [107, 27] | [107, 27], [107, 26] | feature 1: the polygon is empty or"
                        + " crosses"
            })
    void aFileThatIsWrongIsNamedInOneSentence(String part, String instead, String reason) {
        assertThat(GOOD).contains(part);
        assertThatThrownBy(() -> read(GOOD.replace(part, instead)))
                .isInstanceOf(InvalidConfiguration.class)
                .hasMessageContaining("zhumin.area.grids-dir: ")
                .hasMessageContaining("some.geojson")
                .hasMessageContaining(reason)
                .hasMessageNotContaining("\n");
    }

    @Test
    void oneIdInTwoFilesIsRefused() throws IOException {
        Files.writeString(folder.resolve("another.geojson"), GOOD);
        assertThatThrownBy(() -> read(GOOD)).hasMessageContaining("gridId G1 comes twice");
    }

    @Test
    void bytesThatAreNoUtf8AreRefused() throws IOException {
        Files.write(folder.resolve("bytes.geojson"), new byte[] {'{', (byte) 0xff});
        assertThatThrownBy(() -> GridFiles.read(folder, Trees.guiyang()))
                .hasMessageContaining("bytes.geojson: cannot be read");
    }

    private GridIndex read(String content) throws IOException {
        Files.writeString(folder.resolve("some.geojson"), content);
        return GridFiles.read(folder, Trees.guiyang());
    }
}
