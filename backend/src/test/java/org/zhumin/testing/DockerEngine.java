package org.zhumin.testing;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Asks whether a Docker engine answers, in less than a second. Testcontainers itself would look for
 * one slowly and log a stack trace for each place where there is none.
 */
final class DockerEngine {

    private static final long TIMEOUT_MILLIS = 800;
    private static final ByteBuffer PING =
            StandardCharsets.US_ASCII.encode("GET /_ping HTTP/1.0\r\nHost: docker\r\n\r\n");

    private DockerEngine() {}

    static boolean answers() {
        return CompletableFuture.supplyAsync(DockerEngine::anyAnswers, Thread::startVirtualThread)
                .exceptionally(unreachable -> false)
                .completeOnTimeout(false, TIMEOUT_MILLIS, TimeUnit.MILLISECONDS)
                .join();
    }

    private static boolean anyAnswers() {
        return addresses().anyMatch(DockerEngine::answersAt);
    }

    private static Stream<SocketAddress> addresses() {
        String host = System.getenv("DOCKER_HOST");
        if (host != null && !host.isBlank()) {
            return Stream.of(parse(URI.create(host.strip())));
        }
        String home = System.getProperty("user.home");
        String runtime = System.getenv().getOrDefault("XDG_RUNTIME_DIR", home + "/.docker/run");
        return Stream.of(
                        "/var/run/docker.sock",
                        runtime + "/docker.sock",
                        home + "/.docker/run/docker.sock",
                        home + "/.docker/desktop/docker.sock")
                .map(Path::of)
                .filter(Files::exists)
                .map(UnixDomainSocketAddress::of);
    }

    private static SocketAddress parse(URI host) {
        return "unix".equals(host.getScheme())
                ? UnixDomainSocketAddress.of(host.getPath())
                : new InetSocketAddress(host.getHost(), host.getPort());
    }

    private static boolean answersAt(SocketAddress address) {
        try (SocketChannel channel = open(address)) {
            channel.connect(address);
            channel.write(PING.duplicate());
            ByteBuffer answer = ByteBuffer.allocate(64);
            channel.read(answer);
            String status = StandardCharsets.US_ASCII.decode(answer.flip()).toString();
            // An engine that wants TLS answers 400 to this, and is an engine all the same.
            return status.startsWith("HTTP/1.");
        } catch (IOException e) {
            return false;
        }
    }

    private static SocketChannel open(SocketAddress address) throws IOException {
        return address instanceof UnixDomainSocketAddress
                ? SocketChannel.open(StandardProtocolFamily.UNIX)
                : SocketChannel.open();
    }
}
