package org.zhumin.platform.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.zhumin.kernel.Cursor;
import org.zhumin.kernel.DomainException;
import org.zhumin.platform.Secrets;

import java.util.Base64;
import java.util.List;

class CursorCodecTest {
    private final CursorCodec codec = new CursorCodec(new Secrets(new byte[32]));

    @Property(tries = 200)
    void readsWhatItWrote(@ForAll @Size(max = 4) List<@StringLength(max = 60) String> keys) {
        var cursor = new Cursor(keys.isEmpty() ? List.of("x") : keys);
        assertThat(codec.decode(codec.encode(cursor, "s"), "s")).isEqualTo(cursor);
    }

    @Test
    void refusesACursorOfAnotherList() {
        String text = codec.encode(Cursor.of("1"), "/api/v1/requests");
        assertRefused(text, "/api/v1/me/requests");
    }

    @Test
    void refusesACursorUnderAnotherKey() {
        byte[] other = new byte[32];
        other[31] = 1;
        assertRefused(new CursorCodec(new Secrets(other)).encode(Cursor.of("1"), "s"), "s");
    }

    @Test
    void refusesEveryFlippedBit() {
        byte[] bytes = Base64.getUrlDecoder().decode(codec.encode(Cursor.of("17", "id"), "s"));
        for (int bit = 0; bit < bytes.length * 8; bit++) {
            byte[] flipped = bytes.clone();
            flipped[bit / 8] ^= (byte) (1 << (bit % 8));
            assertRefused(Base64.getUrlEncoder().withoutPadding().encodeToString(flipped), "s");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "\u0000\u00ff", "!!!!", "AAAAAAAAAAAAAAAAAAAAAA", "é"})
    void refusesWhatIsNoCursor(String text) {
        assertRefused(text, "s");
    }

    @Test
    void refusesAnEndlessText() {
        assertRefused("A".repeat(100_000), "s");
    }

    private void assertRefused(String text, String scope) {
        assertThatThrownBy(() -> codec.decode(text, scope))
                .isInstanceOf(DomainException.class)
                .hasMessage("request.cursor-invalid");
    }
}
