package org.zhumin.media;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files of calls that are under way, readable by us alone. */
final class TemporaryFiles {
    private static final Logger LOG = LoggerFactory.getLogger(TemporaryFiles.class);

    private TemporaryFiles() {}

    static Path create() throws IOException {
        return Files.createTempFile("zhumin-upload-", ".tmp");
    }

    static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException error) {
            LOG.warn("{} was not deleted: {}", file, error.toString());
        }
    }
}
