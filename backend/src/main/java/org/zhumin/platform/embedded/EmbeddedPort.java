package org.zhumin.platform.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.ThreadLocalRandom;

/** Loopback ports for the embedded engines. */
final class EmbeddedPort {

    /*
     * Below the range that the system hands to outgoing connections: a client that reconnects to a
     * port nobody listens on can be given that very port, and the engine could not take it back.
     */
    private static final int LOWEST = 20_000;
    private static final int HIGHEST = 29_999;
    private static final int ATTEMPTS = 100;
    private static final int CONNECT_TIMEOUT_MILLIS = 500;

    private EmbeddedPort() {}

    /**
     * Returns the configured port, or a free one for 0.
     *
     * @param property the property that configures it, to be named when the port is taken
     */
    static int choose(int configured, String property) {
        if (configured == 0) {
            return free();
        }
        if (!isFree(configured)) {
            throw new EmbeddedStartException(
                    "Port %d on 127.0.0.1 is taken (%s=%d)."
                            .formatted(configured, property, configured),
                    "Stop what listens there, or set %s to another port, or to 0 for a free one."
                            .formatted(property));
        }
        return configured;
    }

    /** Opens a connection to a port on loopback. */
    static Socket connect(int port) throws IOException {
        Socket socket = new Socket();
        try {
            socket.connect(
                    new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port),
                    CONNECT_TIMEOUT_MILLIS);
            socket.setSoTimeout(CONNECT_TIMEOUT_MILLIS);
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    private static int free() {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST + 1);
            if (isFree(port)) {
                return port;
            }
        }
        throw new EmbeddedStartException(
                "No free port was found on 127.0.0.1 between %d and %d.".formatted(LOWEST, HIGHEST),
                "Set zhumin.embedded.mongodb-port and zhumin.embedded.redis-port to free ports.");
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
