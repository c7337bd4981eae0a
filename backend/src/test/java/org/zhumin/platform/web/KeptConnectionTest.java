package org.zhumin.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.zhumin.testing.ApplicationTest;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * A phone asks again and again over one connection, each time as soon as it has its answer, which
 * may be before the server is done with the question before. Reactor Netty 1.3.6 fell silent after
 * about a hundred.
 */
class KeptConnectionTest extends ApplicationTest {
    private static final int QUESTIONS = 600;
    private static final int PATIENCE_MILLIS = 10_000;

    @Test
    void everyQuestionOnOneConnectionIsAnswered() throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.setTcpNoDelay(true);
            var answers =
                    new BufferedReader(
                            new InputStreamReader(
                                    socket.getInputStream(), StandardCharsets.ISO_8859_1));
            for (int i = 0; i < QUESTIONS; i++) {
                // Nobody asked about this place before: the answer is loaded, on another thread.
                String place = "106.7,26.5" + (1_000 + i);
                String question =
                        "GET /api/v1/requests?near=" + place + " HTTP/1.1\r\nHost: x\r\n\r\n";
                socket.getOutputStream().write(question.getBytes(StandardCharsets.US_ASCII));
                assertThat(readAnswer(answers)).as("answer %d", i).isEqualTo("HTTP/1.1 200 OK");
            }
        }
    }

    private static String readAnswer(BufferedReader answers) throws IOException {
        String status = answers.readLine();
        long length = 0;
        for (String line = answers.readLine(); !line.isEmpty(); line = answers.readLine()) {
            if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                length = Long.parseLong(line.substring(line.indexOf(':') + 1).strip());
            }
        }
        while (length > 0) {
            length -= answers.skip(length);
        }
        return status;
    }
}
