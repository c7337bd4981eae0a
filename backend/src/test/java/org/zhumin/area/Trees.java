package org.zhumin.area;

import org.springframework.core.io.ClassPathResource;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** Area trees for tests: Guiyang's real one, and small ones from text. */
public final class Trees {
    private static final AreaTree GUIYANG =
            AreaConfiguration.read(new ClassPathResource("areas/520100.tsv"));

    private Trees() {}

    public static AreaTree guiyang() {
        return GUIYANG;
    }

    static GridIndex demoGrids() {
        return GridFiles.read(Path.of("config/grids"), GUIYANG);
    }

    static AreaTree of(String... lines) {
        var text = new StringReader(String.join("\n", lines).replace(' ', '\t'));
        try {
            return AreaFile.read("test", new BufferedReader(text));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
