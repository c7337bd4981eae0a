package org.zhumin.platform.embedded;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Finds the scripts that run the embedded engines. */
final class EmbeddedScripts {

    private EmbeddedScripts() {}

    /**
     * Finds a script in {@code config/embedded}, in the working directory or, for an IDE that
     * starts us inside the module, one above.
     */
    static Path find(String name, String instead) {
        Path here = Path.of("").toAbsolutePath();
        return Stream.of(here, here.resolve(".."))
                .map(folder -> folder.resolve("config/embedded").resolve(name).normalize())
                .filter(Files::isRegularFile)
                .findFirst()
                .orElseThrow(() -> missing(here, name, instead));
    }

    private static EmbeddedStartException missing(Path here, String name, String instead) {
        return new EmbeddedStartException(
                "config/embedded/%s was not found in %s.".formatted(name, here),
                "Start in the folder that holds config/, or set %s to a server of your own."
                        .formatted(instead));
    }
}
