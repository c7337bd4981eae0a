package org.zhumin.area;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.zhumin.platform.InvalidConfiguration;

class AreaFileTest {
    private static final String CITY = "520100 CITY  City";

    @ParameterizedTest
    @CsvSource({
        "520102, code",
        "520102 DISTRICT 520100, name",
        "5201 DISTRICT 520100 Short, digits",
        "520102 PROVINCE 520100 Wrong, PROVINCE",
        "520102 DISTRICT 520199 Orphan, 520199",
        "520102 DISTRICT  Second root, first",
        "520200 CITY  Second city, first",
        "520100 DISTRICT 520100 Twice, twice",
        "520102 DISTRICT 520100 Dated 2026-13-01, 2026-13-01"
    })
    void aLineThatIsWrongIsNamedWithItsReason(String line, String reason) {
        assertThatThrownBy(() -> Trees.of("# comment", CITY, line))
                .isInstanceOf(InvalidConfiguration.class)
                .hasMessageContaining("zhumin.area.data: test, line 3")
                .hasMessageContaining(reason);
    }

    @Test
    void aParentOfTheSameLevelIsRefused() {
        assertThatThrownBy(
                        () ->
                                Trees.of(
                                        CITY,
                                        "520102 DISTRICT 520100 A",
                                        "520103 DISTRICT 520102 B"))
                .hasMessageContaining("higher level");
    }

    @Test
    void aCityWithoutDistrictsHasStreetsBelowItself() {
        AreaTree dongguan = Trees.of("441900 CITY  东莞市", "441900003 STREET 441900 东城街道");
        assertThat(dongguan.get("441900003").path()).hasSize(2);
    }

    @Test
    void aFileWithoutAreasIsRefused() {
        assertThatThrownBy(() -> Trees.of("# nothing", "")).hasMessageContaining("holds no area");
    }
}
