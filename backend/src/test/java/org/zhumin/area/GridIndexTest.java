package org.zhumin.area;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.zhumin.kernel.AreaCode;
import org.zhumin.kernel.DomainException;
import org.zhumin.kernel.GeoPoint;

import java.nio.file.Path;

class GridIndexTest {
    private final GridIndex grids = Trees.demoGrids();

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "inside the first grid,        106.7190, 26.5710, 520102016003D01",
        "inside the second grid,       106.7220, 26.5710, 520102016003D02",
        "inside the third grid,        106.7200, 26.5740, 520102016003D03",
        "the other community,          106.7250, 26.5870, 520103021006D02",
        "line between first and second,106.7205, 26.5710, 520102016003D01",
        "line between first and third, 106.7190, 26.5725, 520102016003D01",
        "line between second and third,106.7220, 26.5725, 520102016003D02",
        "where three meet,             106.7205, 26.5725, 520102016003D01",
        "outer line,                   106.7170, 26.5710, 520102016003D01",
        "outer corner,                 106.7240, 26.5700, 520102016003D02"
    })
    void aPlaceHasItsGrid(String place, double longitude, double latitude, String gridId) {
        Located located = grids.locate(new GeoPoint(longitude, latitude));
        assertThat(located.gridId()).isEqualTo(new GridId(gridId));
        assertThat(located.areaCode().value()).isEqualTo(gridId.substring(0, 12));
        assertThat(located.path()).isEqualTo(Trees.guiyang().get(gridId.substring(0, 12)).path());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "just outside the grid, 106.71699, 26.5710",
        "南明区,  106.7143, 26.5681",
        "花溪区,  106.6700, 26.4090",
        "乌当区,  106.7510, 26.6310",
        "白云区,  106.6230, 26.6790",
        "观山湖区, 106.6220, 26.6020",
        "开阳县,  106.9650, 27.0580",
        "息烽县,  106.7400, 27.0900",
        "修文县,  106.5920, 26.8390",
        "清镇市,  106.4700, 26.5560"
    })
    void aPlaceInTheCityWithoutGridIsInTheCity(String place, double longitude, double latitude) {
        Located located = grids.locate(new GeoPoint(longitude, latitude));
        assertThat(located.gridId()).isNull();
        assertThat(located.areaCode()).isEqualTo(new AreaCode("520100"));
        assertThat(located.path()).containsExactly(new AreaCode("520100"));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "遵义,    106.93, 27.72",
        "龙里,    106.98, 26.45",
        "平坝,    106.257, 26.406",
        "惠水,    106.657, 26.13",
        "瓮安,    107.47, 27.08",
        "北京,    116.40, 39.91",
        "nowhere, 0, 0",
        "swapped, 26.57, 90",
        "extreme, -180, -90"
    })
    void aPlaceOutsideTheCityIsRefused(String place, double longitude, double latitude) {
        assertThatThrownBy(() -> grids.locate(new GeoPoint(longitude, latitude)))
                .isInstanceOfSatisfying(
                        DomainException.class,
                        refusal -> assertThat(refusal.is(AreaProblem.OUTSIDE_CITY)).isTrue());
    }

    @ParameterizedTest
    @CsvSource({
        "520100, 5",
        "520102, 3",
        "520102016, 3",
        "520103021006, 2",
        "520111, 0",
        "999999, 0"
    })
    void countsTheGridsOfASubtree(String code, int count) {
        assertThat(grids.count(new AreaCode(code))).isEqualTo(count);
    }

    @Test
    void aGridNamesItsWorkers() {
        Grid grid = grids.find(new GridId("520102016003D02")).orElseThrow();
        assertThat(grid.workers())
                .containsExactly(
                        new Grid.Worker("演示网格员二", "0851-00000002"),
                        new Grid.Worker("演示网格员三", "0851-00000003"));
        assertThat(grids.find(new GridId("unknown"))).isEmpty();
    }

    @Test
    void withoutAFolderEveryPlaceIsOutside(@TempDir Path folder) {
        GridIndex none = GridFiles.read(folder.resolve("missing"), Trees.guiyang());
        assertThatThrownBy(() -> none.locate(new GeoPoint(106.7, 26.6)))
                .isInstanceOf(DomainException.class);
    }
}
