package org.zhumin.platform.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zhumin.testing.TestEngine;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

class EmbeddedEnginesTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir Path directory;

    @Test
    void mongoKeepsItsDataOverARestart() {
        try (EmbeddedMongo mongo = EmbeddedMongo.start(directory, 0)) {
            EmbeddedClients.write(mongo.uri(), "one");
        }
        try (EmbeddedMongo mongo = EmbeddedMongo.start(directory, 0)) {
            assertThat(EmbeddedClients.count(mongo.uri())).isOne();
        }
    }

    /** The engine's own size is 256 MB; with less than 2 GB of memory ours is hardly larger. */
    @Test
    void mongoMayUseMoreMemoryThanByItself() {
        try (EmbeddedMongo mongo = EmbeddedMongo.start(directory, 0)) {
            assertThat(EmbeddedClients.cacheBytes(mongo.uri())).isGreaterThan(300L << 20);
        }
    }

    @Test
    void redisKeepsItsDataOverARestart() {
        try (EmbeddedRedis redis = EmbeddedRedis.start(directory, 0)) {
            EmbeddedClients.set(redis.uri(), "key", "value");
        }
        try (EmbeddedRedis redis = EmbeddedRedis.start(directory, 0)) {
            assertThat(EmbeddedClients.get(redis.uri(), "key")).isEqualTo("value");
        }
    }

    @Test
    void aKilledMongoLosesNothingThatWasAcknowledged() {
        try (TestEngine mongo = TestEngine.mongo()) {
            EmbeddedClients.write(mongo.uri(), "one");
            String uri = mongo.uri();
            mongo.kill();
            assertThat(EmbeddedClients.accepts(mongo.port())).isFalse();

            mongo.start();

            assertThat(mongo.uri()).isEqualTo(uri);
            assertThat(EmbeddedClients.count(uri)).isOne();
        }
    }

    @Test
    void aKilledRedisStartsAgainOnItsPort() {
        try (TestEngine redis = TestEngine.redis()) {
            int port = redis.port();
            redis.kill();
            assertThat(EmbeddedClients.accepts(port)).isFalse();

            redis.start();

            assertThat(redis.port()).isEqualTo(port);
            EmbeddedClients.set(redis.uri(), "key", "value");
        }
    }

    @Test
    void aMongoThatEndsByItselfIsStartedAgain() {
        try (EmbeddedMongo mongo = EmbeddedMongo.start(directory, 0)) {
            mongo.restartOnExit();
            EmbeddedClients.write(mongo.uri(), "one");
            long killed = mongo.pid();

            ProcessHandle.of(killed).orElseThrow().destroyForcibly();

            await().atMost(PATIENCE).until(() -> mongo.pid() != killed && mongo.pid() != 0);
            await().atMost(PATIENCE).until(() -> EmbeddedClients.accepts(mongo.port()));
            assertThat(EmbeddedClients.count(mongo.uri())).isOne();
        }
    }

    @Test
    void aRedisThatEndsByItselfIsStartedAgainEveryTime() {
        try (EmbeddedRedis redis = EmbeddedRedis.start(directory, 0)) {
            redis.restartOnExit();
            for (int life = 0; life < 3; life++) {
                long killed = redis.pid();
                ProcessHandle.of(killed).orElseThrow().destroyForcibly();
                await().atMost(PATIENCE).until(() -> redis.pid() != killed && redis.pid() != 0);
                await().atMost(PATIENCE).until(() -> EmbeddedClients.accepts(redis.port()));
            }
            EmbeddedClients.set(redis.uri(), "key", "value");
        }
    }

    @Test
    void aClosedEngineIsGoneAndStaysGone() {
        EmbeddedMongo mongo = EmbeddedMongo.start(directory, 0);
        mongo.restartOnExit();
        ProcessHandle engine = ProcessHandle.of(mongo.pid()).orElseThrow();

        mongo.close();

        assertThat(engine.isAlive()).isFalse();
        assertThat(EmbeddedClients.accepts(mongo.port())).isFalse();
    }

    @Test
    void aDirectoryInUseIsRefused() {
        try (EmbeddedMongo mongo = EmbeddedMongo.start(directory, 0)) {
            assertThatExceptionOfType(EmbeddedStartException.class)
                    .isThrownBy(() -> EmbeddedMongo.start(directory, 0))
                    .withMessage(
                            "The data directory %s is used by another running application (process"
                                    + " %d).",
                            directory, ProcessHandle.current().pid())
                    .satisfies(e -> assertThat(e.action()).contains("zhumin.embedded.data-dir"));
            assertThat(EmbeddedClients.count(mongo.uri())).isZero();
        }
    }

    @Test
    void aTakenPortIsRefusedAndTheDirectoryGivenBack() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            int port = taken.getLocalPort();
            assertThatExceptionOfType(EmbeddedStartException.class)
                    .isThrownBy(() -> EmbeddedRedis.start(directory, port))
                    .withMessage(
                            "Port %d on 127.0.0.1 is taken (zhumin.embedded.redis-port=%d).",
                            port, port);
        }
        EmbeddedRedis.start(directory, 0).close();
    }

    @Test
    void aKilledApplicationLeavesNoEngineBehind() throws Exception {
        Process application = startHost(directory);
        List<String> started;
        try (var lines = application.inputReader()) {
            started = List.of(lines.readLine().split(" "));
            EmbeddedClients.write(started.get(0), "one");
            application.destroyForcibly().waitFor();
        }

        // At once, while the orphans are still closing their files.
        try (EmbeddedMongo mongo = EmbeddedMongo.start(directory.resolve("mongodb"), 0);
                EmbeddedRedis redis = EmbeddedRedis.start(directory.resolve("redis"), 0)) {
            assertThat(EmbeddedClients.count(mongo.uri())).isOne();
            EmbeddedClients.set(redis.uri(), "key", "value");
        }
        await().atMost(PATIENCE)
                .until(() -> started.stream().skip(1).noneMatch(EmbeddedEnginesTest::runs));
    }

    private static Process startHost(Path directory) throws IOException {
        return new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Host.class.getName(),
                        directory.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    // A dead process that nobody has collected yet has a number but no command.
    private static boolean runs(String pid) {
        return ProcessHandle.of(Long.parseLong(pid))
                .flatMap(handle -> handle.info().command())
                .isPresent();
    }

    /** An application that will be killed. */
    static final class Host {
        public static void main(String[] arguments) throws InterruptedException {
            Path directory = Path.of(arguments[0]);
            EmbeddedMongo mongo = EmbeddedMongo.start(directory.resolve("mongodb"), 0);
            EmbeddedRedis redis = EmbeddedRedis.start(directory.resolve("redis"), 0);
            System.out.printf("%s %d %d%n", mongo.uri(), mongo.pid(), redis.pid());
            Thread.currentThread().join();
        }
    }
}
