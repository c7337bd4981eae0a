package org.zhumin.wechat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.zhumin.wechat.WeChatFixture.SECRET;
import static org.zhumin.wechat.WeChatFixture.limits;
import static org.zhumin.wechat.WeChatFixture.refusal;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zhumin.wechat.WeChatProperties.Mode;

import java.io.InputStream;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

class TlsTest {
    @TempDir private Path folder;

    @Test
    void hostWithACertificateOfItsOwnGetsNoSecret() throws Exception {
        var handshakes = new AtomicInteger();
        var requests = new AtomicInteger();
        try (SSLServerSocket server = selfSigned()) {
            Thread.ofVirtual().start(() -> serve(server, handshakes, requests));
            String host = "https://127.0.0.1:" + server.getLocalPort();
            var limits = limits(Mode.LIVE, host, 3_000, 3_000, 5_000);
            var simulator = WeChatFixture.newSimulator();
            try (WeChatFixture fixture =
                    new WeChatFixture(simulator, limits, SharedTokens.NONE, Clock.systemUTC())) {
                assertThat(
                                refusal(fixture.weChat.exchangeCode("sim-anna"))
                                        .is(WeChatProblem.UNAVAILABLE))
                        .isTrue();
                assertThat(fixture.counted(Call.SESSION, "untrusted")).isEqualTo(1);
            }
            WeChatFixture.await(() -> handshakes.get() == 1);
            assertThat(requests).hasValue(0);
        }
    }

    private static void serve(
            SSLServerSocket server, AtomicInteger handshakes, AtomicInteger requests) {
        while (!server.isClosed()) {
            try (SSLSocket socket = (SSLSocket) server.accept()) {
                try {
                    InputStream in = socket.getInputStream();
                    if (in.read() >= 0) {
                        requests.incrementAndGet();
                    }
                } finally {
                    handshakes.incrementAndGet();
                }
            } catch (java.io.IOException refused) {
                // The client ended the handshake, or the test the server.
            }
        }
    }

    private SSLServerSocket selfSigned() throws Exception {
        Path store = folder.resolve("key.p12");
        Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        Process process =
                new ProcessBuilder(
                                keytool.toString(),
                                "-genkeypair",
                                "-alias",
                                "a",
                                "-keyalg",
                                "EC",
                                "-dname",
                                "CN=127.0.0.1",
                                "-ext",
                                "san=ip:127.0.0.1",
                                "-storetype",
                                "PKCS12",
                                "-keystore",
                                store.toString(),
                                "-storepass",
                                SECRET)
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("keytool.log").toFile())
                        .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, SECRET.toCharArray());
        }
        var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, SECRET.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return (SSLServerSocket)
                context.getServerSocketFactory()
                        .createServerSocket(0, 10, InetAddress.ofLiteral("127.0.0.1"));
    }
}
