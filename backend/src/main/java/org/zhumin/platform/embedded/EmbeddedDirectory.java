package org.zhumin.platform.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A data directory that one running application owns, by a lock that the operating system takes
 * back when the application dies, however it dies.
 */
final class EmbeddedDirectory implements AutoCloseable {

    private static final String LOCK_FILE = "application.lock";

    private final Path path;
    private final FileChannel channel;

    private EmbeddedDirectory(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /**
     * Creates the directory when it is missing and locks it.
     *
     * @throws EmbeddedStartException when another application, or another part of this one, has it
     */
    static EmbeddedDirectory lock(Path directory) {
        Path path = directory.toAbsolutePath().normalize();
        try {
            Files.createDirectories(path);
            FileChannel channel =
                    FileChannel.open(
                            path.resolve(LOCK_FILE),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.READ,
                            StandardOpenOption.WRITE);
            if (!tryLock(channel)) {
                String owner = read(channel);
                channel.close();
                throw inUse(path, owner);
            }
            write(channel, Long.toString(ProcessHandle.current().pid()));
            return new EmbeddedDirectory(path, channel);
        } catch (IOException e) {
            throw new EmbeddedStartException(
                    "The data directory " + path + " cannot be used: " + e,
                    "Make it writable, or set zhumin.embedded.data-dir to another directory.");
        }
    }

    Path path() {
        return path;
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    private static EmbeddedStartException inUse(Path path, String owner) {
        return new EmbeddedStartException(
                "The data directory %s is used by another running application (process %s)."
                        .formatted(path, owner),
                "Stop that application, or set zhumin.embedded.data-dir to another directory.");
    }

    private static String read(FileChannel channel) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(20);
        channel.read(bytes, 0);
        return StandardCharsets.US_ASCII.decode(bytes.flip()).toString();
    }

    private static void write(FileChannel channel, String text) throws IOException {
        channel.truncate(0);
        channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)), 0);
    }
}
