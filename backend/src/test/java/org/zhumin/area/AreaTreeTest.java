package org.zhumin.area;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.zhumin.kernel.AreaCode;
import org.zhumin.kernel.DomainException;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;

class AreaTreeTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 24);

    private final AreaTree tree = Trees.guiyang();

    @ParameterizedTest
    @CsvSource({"CITY, 1", "DISTRICT, 10", "STREET, 146", "COMMUNITY, 1629"})
    void guiyangHasTheOfficialCounts(AreaLevel level, int count) {
        assertThat(tree.count(level)).isEqualTo(count);
    }

    @ParameterizedTest
    @CsvSource({
        "520100, 贵阳市, CITY, 6",
        "520102, 南明区, DISTRICT, 6",
        "520181, 清镇市, DISTRICT, 6",
        "520102016, 新华路街道, STREET, 9",
        "520103100, 黔灵镇, STREET, 9",
        "520102016003, 甲秀楼社区, COMMUNITY, 12",
        "520103021006, 电台街社区, COMMUNITY, 12"
    })
    void knowsAreasOfEveryLevel(String code, String name, AreaLevel level, int digits) {
        Area area = tree.get(code);
        assertThat(area.name()).isEqualTo(name);
        assertThat(area.level()).isEqualTo(level);
        assertThat(area.code().value()).hasSize(digits);
    }

    @Test
    void everyAreaHangsBelowOneOfTheNextHigherLevelAndEndsItsOwnPath() {
        List<Area> all = everything(tree.city()).toList();
        assertThat(all).hasSize(1786);
        for (Area area : all) {
            assertThat(area.path()).hasSize(area.level().ordinal() + 1);
            assertThat(area.path().getLast()).isEqualTo(area.code());
            assertThat(area.path().getFirst()).isEqualTo(tree.city().code());
        }
    }

    @Test
    void pathLeadsFromTheCityDownToTheArea() {
        assertThat(tree.get("520102016003").path())
                .extracting(AreaCode::value)
                .containsExactly("520100", "520102", "520102016", "520102016003");
    }

    @Test
    void namesFollowThePathAndLeaveOutWhatIsNotKnown() {
        var path = List.of(new AreaCode("520100"), new AreaCode("520999"), new AreaCode("520102"));
        assertThat(tree.names(path)).extracting(AreaName::name).containsExactly("贵阳市", "南明区");
    }

    @Test
    void childrenAreSortedByCode() {
        assertThat(tree.children(new AreaCode("520100"), TODAY))
                .extracting(area -> area.code().value())
                .hasSize(10)
                .isSorted();
        assertThat(tree.hasChildren(new AreaCode("520102016"), TODAY)).isTrue();
        assertThat(tree.hasChildren(new AreaCode("520102016003"), TODAY)).isFalse();
        assertThat(tree.children(new AreaCode("999999"), TODAY)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "520102016003, 520100, true",
        "520102016003, 520102, true",
        "520102016003, 520102016, true",
        "520102016003, 520102016003, true",
        "520102016003, 520103, false",
        "520102, 520102016003, false",
        "999999, 520100, false",
        "520102, 999999, false"
    })
    void aSubtreeIsMembershipInThePath(String code, String ancestor, boolean within) {
        assertThat(tree.isWithin(new AreaCode(code), new AreaCode(ancestor))).isEqualTo(within);
    }

    @Test
    void aSubtreeNeverFollowsFromTheBeginningOfTheCode() {
        AreaTree moved =
                Trees.of(
                        "520100 CITY  City",
                        "520102 DISTRICT 520100 Old",
                        "520103 DISTRICT 520100 New",
                        "520102016 STREET 520103 Moved");
        var street = new AreaCode("520102016");
        assertThat(moved.isWithin(street, new AreaCode("520102"))).isFalse();
        assertThat(moved.isWithin(street, new AreaCode("520103"))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "5",
                "52010",
                "5201020",
                "5201020160",
                "5201020160031",
                "52010a",
                "520102 ",
                "５２０１０２",
                "999999",
                "520102999",
                "520102016999",
                "../520102"
            })
    void whatIsNoCodeOfTheCityIsNotFound(String code) {
        assertThatThrownBy(() -> tree.get(code))
                .isInstanceOfSatisfying(
                        DomainException.class,
                        refusal -> assertThat(refusal.is(AreaProblem.NOT_FOUND)).isTrue());
    }

    @ParameterizedTest
    @CsvSource({
        "2026-02-28, false, true",
        "2026-03-01, true, true",
        "2027-02-28, true, true",
        "2027-03-01, true, false"
    })
    void childrenFollowTheirDates(LocalDate day, boolean youngIsListed, boolean oldIsListed) {
        AreaTree dated =
                Trees.of(
                        "520100 CITY  City",
                        "520102 DISTRICT 520100 Young 2026-03-01 ",
                        "520103 DISTRICT 520100 Old  2027-03-01");
        assertThat(dated.children(dated.city().code(), day).stream().map(Area::name))
                .isEqualTo(
                        Stream.of("Young", "Old")
                                .filter(n -> n.equals("Young") ? youngIsListed : oldIsListed)
                                .toList());
        assertThat(dated.get("520103").name()).isEqualTo("Old");
    }

    private Stream<Area> everything(Area area) {
        return Stream.concat(
                Stream.of(area),
                tree.children(area.code(), TODAY).stream().flatMap(this::everything));
    }
}
