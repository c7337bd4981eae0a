package org.zhumin.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.HashSet;

class IdsTest {
    @Test
    void randomIdsAreValidAndDistinct() {
        var ids = new HashSet<String>();
        for (int i = 0; i < 1_000; i++) {
            String id = Ids.random();
            assertThat(Ids.isValid(id)).isTrue();
            assertThat(id).hasSize(26);
            ids.add(id);
        }
        assertThat(ids).hasSize(1_000);
    }

    @Test
    void encodesEveryBitOfSixteenBytes() {
        byte[] zeros = new byte[16];
        for (int bit = 0; bit < 128; bit++) {
            byte[] one = new byte[16];
            one[bit / 8] = (byte) (0x80 >>> (bit % 8));
            assertThat(Ids.encode(one)).isNotEqualTo(Ids.encode(zeros));
        }
        assertThat(Ids.encode(zeros)).isEqualTo("0".repeat(26));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a/b", "…", "0123456789012345678901234567", "a\u0000"})
    void refusesWhatIsNoId(String text) {
        assertThat(Ids.isValid(text)).isFalse();
        assertThatIllegalArgumentException().isThrownBy(() -> new ResidentId(text));
    }
}
