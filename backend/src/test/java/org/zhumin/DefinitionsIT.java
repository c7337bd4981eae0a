package org.zhumin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zhumin.testing.TestServers;

import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The bean definitions that packaging writes down, in a process of their own: production starts
 * with them and answers, and anything else is refused in one line.
 */
class DefinitionsIT {
    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");
    private static final String CLASS_PATH = System.getProperty("java.class.path");
    private static final List<String> PRODUCTION =
            List.of(
                    "--spring.profiles.active=prod",
                    "--zhumin.secret.master=AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=",
                    "--zhumin.wechat.app-id=wx0000000000000000",
                    "--zhumin.wechat.secret=demo",
                    "--zhumin.public-base-url=https://zhumin.example");

    private final HttpClient http = HttpClient.newHttpClient();

    @TempDir Path work;

    @Test
    void productionStartsWithThemAndNothingElseDoes() throws Exception {
        Path classes = work.resolve("classes");
        Process writing =
                start(
                        "writing",
                        List.of("-cp", CLASS_PATH, "backend/src/build/Definitions.java"),
                        List.of(
                                work.resolve("definitions").toString(),
                                classes.toString(),
                                "--spring.mongodb.uri=mongodb://127.0.0.1:1/zhumin",
                                "--zhumin.redis.uri=redis://127.0.0.1:1"));
        assertThat(writing.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(writing.exitValue()).as(log("writing")).isZero();

        int port = freePort();
        int management = freePort();
        List<String> addresses =
                List.of(
                        "--server.address=127.0.0.1",
                        "--server.port=" + port,
                        "--management.server.port=" + management,
                        "--spring.mongodb.uri=" + TestServers.mongoUri("definitions"),
                        "--zhumin.redis.uri=" + TestServers.redisUri());
        Process running = start("running", application(classes), addresses);
        try {
            await().atMost(Duration.ofMinutes(2))
                    .until(
                            () ->
                                    !running.isAlive()
                                            || status(management, "/actuator/health/readiness")
                                                    == 200);
            assertThat(running.isAlive()).as(log("running")).isTrue();
            assertThat(status(port, "/api/v1/areas/520100")).isEqualTo(200);
            assertThat(status(port, "/api/v1/me")).isEqualTo(401);
            assertThat(status(management, "/actuator/prometheus")).isEqualTo(200);
        } finally {
            running.destroy();
            assertThat(running.waitFor(1, TimeUnit.MINUTES)).isTrue();
        }

        List<String> withDemo = new ArrayList<>(addresses);
        withDemo.add("--zhumin.demo.enabled=true");
        Process refused = start("refused", application(classes), withDemo);
        assertThat(refused.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(refused.exitValue()).isNotZero();
        assertThat(log("refused")).contains("spring.aot.enabled:").doesNotContain("\tat ");
    }

    private static List<String> application(Path classes) {
        return List.of(
                "-Dspring.aot.enabled=true",
                "-cp",
                classes + File.pathSeparator + CLASS_PATH,
                "org.zhumin.Zhumin");
    }

    private Process start(String name, List<String> program, List<String> arguments)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.addAll(List.of(JAVA.toString(), "-Xmx256m", "-XX:+UseSerialGC"));
        command.addAll(program);
        // The two folders of Definitions come before what the application is told.
        command.addAll(arguments);
        command.addAll(PRODUCTION);
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(work.resolve(name).toFile())
                .start();
    }

    private String log(String name) throws IOException {
        return Files.readString(work.resolve(name));
    }

    private int status(int port, String path) throws InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build();
        try {
            return http.send(request, BodyHandlers.discarding()).statusCode();
        } catch (IOException notUp) {
            return 0;
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
