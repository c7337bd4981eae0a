package org.zhumin.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;

class ValuesTest {
    @ParameterizedTest
    @CsvSource({
        "520100, true",
        "520102016, true",
        "520102016001, true",
        "5201, false",
        "52010201, false",
        "5201020160010, false",
        "52010a, false",
        "'', false",
        "５２０１００, false"
    })
    void anAreaCodeHasSixNineOrTwelveDigits(String text, boolean valid) {
        assertThat(AreaCode.isValid(text)).isEqualTo(valid);
    }

    @ParameterizedTest
    @CsvSource({
        "180, 90, true", "-180, -90, true", "180.0001, 0, false", "0, 90.0001, false",
        "NaN, 0, false", "0, NaN, false", "Infinity, 0, false", "106.7, 26.6, true"
    })
    void aPointIsFiniteAndInRange(double longitude, double latitude, boolean valid) {
        assertThat(GeoPoint.isValid(longitude, latitude)).isEqualTo(valid);
    }

    @Test
    void aSliceWithARowTooManyHasANextCursor() {
        var slice = Slice.of(List.of("a", "b", "c"), 2, Cursor::of);
        assertThat(slice.items()).containsExactly("a", "b");
        assertThat(slice.next()).isEqualTo(Cursor.of("b"));
    }

    @Test
    void theLastSliceHasNoCursor() {
        assertThat(Slice.of(List.of("a", "b"), 2, Cursor::of).next()).isNull();
        assertThat(Slice.of(List.<String>of(), 2, Cursor::of).next()).isNull();
    }
}
