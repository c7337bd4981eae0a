package org.zhumin.platform.embedded;

import org.zhumin.platform.embedded.EmbeddedProcess.Engine;

import redis.embedded.core.ExecutableProvider;
import redis.embedded.error.OsArchitectureNotFound;
import redis.embedded.model.OsArchitecture;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;

/**
 * The Redis 6.2 server that comes inside the embedded-redis library, as a child process on a
 * loopback port, with an append-only file. Public for the tests.
 */
public final class EmbeddedRedis implements AutoCloseable {

    private static final String INSTEAD = "ZHUMIN_REDIS_URI";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration PREDECESSOR_PATIENCE = Duration.ofSeconds(10);
    private static final Duration PREDECESSOR_POLL = Duration.ofMillis(20);
    private static final byte[] PING = "PING\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] PONG = "+PONG".getBytes(StandardCharsets.US_ASCII);

    private static final Engine ENGINE =
            new Engine(
                    "Redis",
                    INSTEAD,
                    "zhumin.embedded.redis-port",
                    PATIENCE,
                    EmbeddedRedis::command,
                    EmbeddedRedis::answers);

    private final EmbeddedProcess process;

    private EmbeddedRedis(EmbeddedProcess process) {
        this.process = process;
    }

    /**
     * Starts the server on a data directory, which is created when missing, and waits until it
     * serves.
     *
     * @param port 0 for a free one
     */
    public static EmbeddedRedis start(Path dataDirectory, int port) {
        return new EmbeddedRedis(EmbeddedProcess.start(ENGINE, dataDirectory, port));
    }

    /** The address. */
    public String uri() {
        return "redis://127.0.0.1:" + port();
    }

    /** The loopback port. */
    public int port() {
        return process.port();
    }

    /** The process id of the server, which changes when it is started again. */
    public long pid() {
        return process.pid();
    }

    /** From now on a server that ends by itself is started again on the same port. */
    public void restartOnExit() {
        process.restartOnExit();
    }

    /** Ends the server in good order. */
    @Override
    public void close() {
        process.close();
    }

    private static ProcessBuilder command(Path directory, int port) throws IOException {
        Path script = EmbeddedScripts.find("redis/start.sh", INSTEAD);
        awaitPredecessor(directory.resolve("redis.pid"));
        return new ProcessBuilder(
                        "sh",
                        script.toString(),
                        executable(directory).toString(),
                        directory.toString(),
                        Integer.toString(port))
                .redirectErrorStream(true);
    }

    /*
     * Redis does not lock its directory. The server of an application that was killed a moment ago
     * may still be writing its file.
     */
    private static void awaitPredecessor(Path pidFile) throws IOException {
        long deadline = System.nanoTime() + PREDECESSOR_PATIENCE.toNanos();
        while (isRedis(pidIn(pidFile))) {
            if (System.nanoTime() > deadline) {
                throw new IOException(
                        "Its data directory is used by another redis-server, see " + pidFile + ".");
            }
            LockSupport.parkNanos(PREDECESSOR_POLL.toNanos());
        }
    }

    private static String pidIn(Path pidFile) throws IOException {
        try {
            return Files.readString(pidFile).strip();
        } catch (NoSuchFileException e) {
            return "";
        }
    }

    // The number alone proves nothing: after a reboot it may be somebody else's.
    private static boolean isRedis(String pid) {
        return pid.matches("\\d{1,9}")
                && ProcessHandle.of(Long.parseLong(pid))
                        .flatMap(handle -> handle.info().command())
                        .filter(command -> command.contains("redis-server"))
                        .isPresent();
    }

    private static Path executable(Path directory) throws IOException {
        String name = executableName();
        Path target = directory.resolve("bin").resolve(name);
        if (Files.isExecutable(target)) {
            return target;
        }
        Files.createDirectories(target.getParent());
        Path part = Files.createTempFile(target.getParent(), "part", null);
        try (InputStream bytes = ExecutableProvider.class.getResourceAsStream("/" + name)) {
            if (bytes == null) {
                throw new IOException("The embedded-redis library holds no " + name + ".");
            }
            Files.copy(bytes, part, StandardCopyOption.REPLACE_EXISTING);
        }
        if (!part.toFile().setExecutable(true)) {
            throw new IOException("It cannot be made executable: " + part);
        }
        return Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
    }

    private static String executableName() throws IOException {
        try {
            OsArchitecture machine = OsArchitecture.detectOSandArchitecture();
            String name = ExecutableProvider.newProvidedVersionsMap().get(machine);
            if (name != null) {
                return name.startsWith("/") ? name.substring(1) : name;
            }
        } catch (OsArchitectureNotFound e) {
            throw new IOException("There is no embedded Redis for this machine: " + e, e);
        }
        throw new IOException("There is no embedded Redis for this machine.");
    }

    // While Redis reads its file it listens, and answers -LOADING.
    private static boolean answers(int port) {
        try (var socket = EmbeddedPort.connect(port)) {
            socket.getOutputStream().write(PING);
            return Arrays.equals(PONG, socket.getInputStream().readNBytes(PONG.length));
        } catch (IOException e) {
            return false;
        }
    }
}
