package org.zhumin.platform.embedded;

import org.zhumin.platform.embedded.EmbeddedProcess.Engine;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/**
 * MongoDB's own engine as a child process on a loopback port. It has no sessions, transactions,
 * change streams and collations, and its TTL indexes expire nothing. Public for the tests.
 */
public final class EmbeddedMongo implements AutoCloseable {

    private static final String INSTEAD = "SPRING_MONGODB_URI";

    /* The first start ever fetches npm packages and, on an older Debian, a newer libc6. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private static final Engine ENGINE =
            new Engine(
                    "MongoDB",
                    INSTEAD,
                    "zhumin.embedded.mongodb-port",
                    PATIENCE,
                    EmbeddedMongo::command,
                    EmbeddedMongo::answers);

    private final EmbeddedProcess process;

    private EmbeddedMongo(EmbeddedProcess process) {
        this.process = process;
    }

    /**
     * Starts the engine on a data directory, which is created when missing, and waits until it
     * serves.
     *
     * @param port 0 for a free one
     */
    public static EmbeddedMongo start(Path dataDirectory, int port) {
        return new EmbeddedMongo(EmbeddedProcess.start(ENGINE, dataDirectory, port));
    }

    /** The address without a database. */
    public String uri() {
        return uri("");
    }

    /** The address with a default database. */
    public String uri(String database) {
        return "mongodb://127.0.0.1:%d/%s?directConnection=true".formatted(port(), database);
    }

    /** The loopback port. */
    public int port() {
        return process.port();
    }

    /** The process id of the engine, which changes when it is started again. */
    public long pid() {
        return process.pid();
    }

    /** From now on an engine that ends by itself is started again on the same port. */
    public void restartOnExit() {
        process.restartOnExit();
    }

    /** Ends the engine in good order. */
    @Override
    public void close() {
        process.close();
    }

    private static ProcessBuilder command(Path directory, int port) {
        Path script = EmbeddedScripts.find("mongodb/start.sh", INSTEAD);
        return new ProcessBuilder(
                        "sh", script.toString(), directory.toString(), Integer.toString(port))
                .redirectErrorStream(true);
    }

    // The port is opened after the engine, so whoever can connect is served.
    private static boolean answers(int port) {
        try (var socket = EmbeddedPort.connect(port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }
}
