package org.zhumin.testing;

import org.testcontainers.containers.GenericContainer;
import org.testcontainers.mongodb.MongoDBContainer;
import org.zhumin.platform.embedded.EmbeddedMongo;
import org.zhumin.platform.embedded.EmbeddedRedis;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Chooses one server: the address in an environment variable, else a container when a Docker engine
 * answers, else the embedded engine. A container that does not start, for want of its image on a
 * closed network, is told and then the engine is taken; when that fails too, so does the run.
 */
final class TestServerChoice {

    private static final int REDIS_PORT = 6379;

    private TestServerChoice() {}

    static TestServer mongo() {
        return choose(
                "MongoDB",
                "ZHUMIN_TEST_MONGODB_URI",
                TestServerChoice::mongoContainer,
                TestServerChoice::mongoEngine);
    }

    static TestServer redis() {
        return choose(
                "Redis",
                "ZHUMIN_TEST_REDIS_URI",
                TestServerChoice::redisContainer,
                TestServerChoice::redisEngine);
    }

    private static TestServer choose(
            String name,
            String variable,
            Supplier<TestServer> container,
            Function<Path, TestServer> engine) {
        TestServer chosen =
                variable(variable)
                        .map(uri -> TestServer.given(uri, variable))
                        .or(() -> tryContainer(name, container))
                        .orElseGet(() -> engine.apply(TestDirectory.create()));
        System.out.printf("Tests run on %s: %s, %s%n", name, chosen.origin(), chosen.uri());
        return chosen;
    }

    private static Optional<TestServer> tryContainer(String name, Supplier<TestServer> container) {
        if (!DockerEngine.answers()) {
            return Optional.empty();
        }
        try {
            return Optional.of(container.get());
        } catch (RuntimeException e) {
            System.out.printf(
                    "A Docker engine answers but gives no %s, so the embedded one is taken: %s%n",
                    name, e);
            return Optional.empty();
        }
    }

    private static TestServer mongoContainer() {
        MongoDBContainer container = new MongoDBContainer("mongo:8");
        boolean replicaSet =
                variable("ZHUMIN_TEST_MONGODB_REPLICA_SET").filter("true"::equals).isPresent();
        if (replicaSet) {
            container.withReplicaSet();
        }
        container.start();
        return new TestServer(
                container.getConnectionString() + (replicaSet ? "" : "/?directConnection=true"),
                replicaSet ? "a container with a replica set" : "a container",
                false,
                container::stop);
    }

    // Ended through stop(), not try-with-resources: it lives as long as the tests.
    @SuppressWarnings("resource")
    private static TestServer redisContainer() {
        GenericContainer<?> container =
                new GenericContainer<>("redis:8").withExposedPorts(REDIS_PORT);
        container.start();
        String uri =
                "redis://%s:%d".formatted(container.getHost(), container.getMappedPort(REDIS_PORT));
        return new TestServer(uri, "a container", false, container::stop);
    }

    private static TestServer mongoEngine(Path directory) {
        EmbeddedMongo engine = EmbeddedMongo.start(directory, 0);
        return new TestServer(
                engine.uri(),
                "the embedded engine",
                false,
                () -> {
                    engine.close();
                    TestDirectory.delete(directory);
                });
    }

    private static TestServer redisEngine(Path directory) {
        EmbeddedRedis engine = EmbeddedRedis.start(directory, 0);
        return new TestServer(
                engine.uri(),
                "the embedded engine",
                false,
                () -> {
                    engine.close();
                    TestDirectory.delete(directory);
                });
    }

    private static Optional<String> variable(String name) {
        return Optional.ofNullable(System.getenv(name)).filter(value -> !value.isBlank());
    }
}
