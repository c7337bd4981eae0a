package org.zhumin.testing;

import org.zhumin.platform.embedded.EmbeddedMongo;
import org.zhumin.platform.embedded.EmbeddedRedis;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * An embedded engine of a test's own, which the test may kill and start again on the same port and
 * the same data.
 */
public final class TestEngine implements AutoCloseable {

    private static final long KILL_TIMEOUT_SECONDS = 10;

    /** Starts one life of an engine. */
    @FunctionalInterface
    private interface Start {
        Life on(Path directory, int port);
    }

    private record Life(String uri, int port, long pid, Runnable end) {}

    private final Start start;
    private final Path directory = TestDirectory.create();
    private Life life;
    private boolean running = true;

    private TestEngine(Start start) {
        this.start = start;
        this.life = start.on(directory, 0);
    }

    /** Starts MongoDB on a free port and an empty directory. */
    public static TestEngine mongo() {
        return new TestEngine(TestEngine::startMongo);
    }

    /** Starts Redis on a free port and an empty directory. */
    public static TestEngine redis() {
        return new TestEngine(TestEngine::startRedis);
    }

    /** The address, which stays the same over every new start; without a database. */
    public String uri() {
        return life.uri();
    }

    /** The address with a database, for MongoDB. */
    public String uri(String database) {
        return TestServers.withDatabase(uri(), database);
    }

    public int port() {
        return life.port();
    }

    /** Of its present life. */
    public long pid() {
        return life.pid();
    }

    /** Ends the engine by SIGKILL, as a power cut would, and returns when it is dead. */
    public void kill() {
        ProcessHandle.of(life.pid()).ifPresent(TestEngine::killAndWait);
        stop();
    }

    /** Ends the engine in good order. */
    public void stop() {
        life.end().run();
        running = false;
    }

    /** Starts it again on the same port and the same data. */
    public void start() {
        life = start.on(directory, life.port());
        running = true;
    }

    /** Ends it, when it runs, and deletes its data. */
    @Override
    public void close() {
        if (running) {
            stop();
        }
        TestDirectory.delete(directory);
    }

    private static void killAndWait(ProcessHandle engine) {
        engine.destroyForcibly();
        engine.onExit().orTimeout(KILL_TIMEOUT_SECONDS, TimeUnit.SECONDS).join();
    }

    private static Life startMongo(Path directory, int port) {
        EmbeddedMongo engine = EmbeddedMongo.start(directory, port);
        return new Life(engine.uri(), engine.port(), engine.pid(), engine::close);
    }

    private static Life startRedis(Path directory, int port) {
        EmbeddedRedis engine = EmbeddedRedis.start(directory, port);
        return new Life(engine.uri(), engine.port(), engine.pid(), engine::close);
    }
}
