package org.zhumin.vote;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** A real election, see {@code vote/SOURCE.txt} in the test resources. */
public final class Wieliczka {
    private Wieliczka() {}

    public static PabulibFile file() {
        try (InputStream in =
                Wieliczka.class.getResourceAsStream(
                        "/vote/poland_wieliczka_2023_green-budget.pb")) {
            byte[] bytes = Objects.requireNonNull(in).readAllBytes();
            return PabulibText.read(new String(bytes, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
