package org.zhumin.wechat.simulator;

import me.chanjar.weixin.common.util.crypto.WxCryptUtil;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The calls that WeChat makes: a moment after it was asked, the result of a media check, for which
 * the file is really fetched; and whatever it is told to push. Signed, encrypted by WxJava where
 * the target has a key, and repeated three times, as WeChat does.
 */
final class SimulatedCallbacks {
    private static final Logger LOG = LoggerFactory.getLogger(SimulatedCallbacks.class);
    private static final Duration BEFORE_RESULT = Duration.ofMillis(300);
    private static final Duration BEFORE_REPETITION = Duration.ofSeconds(1);
    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final int CALLS_MAX = 4;
    private static final int FILE_BYTES_MAX = 10 << 20;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final String appId;
    private volatile @Nullable CallbackTarget target;
    private volatile Verdicts verdicts = new Verdicts("", 0);

    /**
     * @param suggestion pass, review, risky, none for no result at all; empty: by the file's words
     * @param left for how many results; 0 for all
     */
    private record Verdicts(String suggestion, int left) {}

    SimulatedCallbacks(String appId) {
        this.appId = appId;
    }

    void callBack(CallbackTarget newTarget) {
        target = newTarget;
    }

    void judge(String suggestion, int times) {
        verdicts = new Verdicts(suggestion, times);
    }

    void reset() {
        verdicts = new Verdicts("", 0);
    }

    /** A file to judge has come in. */
    void mediaAsked(
            String address,
            String openid,
            String traceId,
            List<String> risky,
            List<String> review) {
        String told = nextVerdict();
        CallbackTarget known = target;
        if (known == null || told.equals("none")) {
            return;
        }
        later(
                known,
                () -> {
                    byte[] file = fetched(URI.create(address));
                    String suggestion = told.isEmpty() ? judged(file, risky, review) : told;
                    return result(openid, traceId, file == null ? null : suggestion);
                });
    }

    private synchronized String nextVerdict() {
        Verdicts now = verdicts;
        if (now.left() > 0) {
            verdicts = now.left() == 1 ? new Verdicts("", 0) : with(now);
        }
        return now.suggestion();
    }

    private static Verdicts with(Verdicts now) {
        return new Verdicts(now.suggestion(), now.left() - 1);
    }

    /** Sends any message, such as the event of a subscription. */
    void push(String json) {
        CallbackTarget known = target;
        if (known == null) {
            throw new IllegalStateException("nobody is to be called");
        }
        later(known, () -> json);
    }

    private interface Making {
        String message() throws IOException, InterruptedException;
    }

    private void later(CallbackTarget known, Making making) {
        Thread.ofVirtual()
                .name("wechat-simulator-callback")
                .start(
                        () -> {
                            try {
                                Thread.sleep(BEFORE_RESULT);
                                deliver(known, making.message());
                            } catch (InterruptedException _) {
                                Thread.currentThread().interrupt();
                            } catch (IOException | IllegalArgumentException error) {
                                LOG.warn("The simulated callback failed: {}", error.toString());
                            }
                        });
    }

    /** Only from this machine, where the simulator's file can be. Absent if it cannot be had. */
    private static byte @Nullable [] fetched(URI address) throws InterruptedException {
        try (var http = HttpClient.newHttpClient()) {
            if (!InetAddress.ofLiteral(address.getHost()).isLoopbackAddress()) {
                return null;
            }
            var request = HttpRequest.newBuilder(address).timeout(LIMIT).build();
            var answer = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = answer.body()) {
                return answer.statusCode() == 200 ? body.readNBytes(FILE_BYTES_MAX) : null;
            }
        } catch (IOException | IllegalArgumentException _) {
            return null;
        }
    }

    private static String judged(byte @Nullable [] file, List<String> risky, List<String> review) {
        String bytes = file == null ? "" : new String(file, StandardCharsets.ISO_8859_1);
        if (containsAny(bytes, risky)) {
            return "risky";
        }
        return containsAny(bytes, review) ? "review" : "pass";
    }

    private static boolean containsAny(String bytes, List<String> words) {
        return words.stream()
                .map(
                        word ->
                                new String(
                                        word.getBytes(StandardCharsets.UTF_8),
                                        StandardCharsets.ISO_8859_1))
                .anyMatch(bytes::contains);
    }

    private String result(String openid, String traceId, @Nullable String suggestion) {
        String judgement =
                suggestion == null
                        ? "\"errcode\":-1008,\"errmsg\":\"download failed\""
                        : """
                        "errcode":0,"errmsg":"ok",\
                        "result":{"suggest":"%1$s","label":%2$d},\
                        "detail":[{"strategy":"content_model","errcode":0,\
                        "suggest":"%1$s","label":%2$d,"prob":90}]\
                        """
                                .formatted(suggestion, suggestion.equals("pass") ? 100 : 20_002);
        return """
        {"ToUserName":"gh_simulator","FromUserName":"%s","CreateTime":%d,\
        "MsgType":"event","Event":"wxa_media_check","appid":"%s","trace_id":"%s",\
        "version":2,%s}\
        """
                .formatted(openid, Instant.now().getEpochSecond(), appId, traceId, judgement);
    }

    private void deliver(CallbackTarget known, String message) throws InterruptedException {
        for (int call = 1; call <= CALLS_MAX && !accepted(known, message); call++) {
            Thread.sleep(BEFORE_REPETITION.multipliedBy(call));
        }
    }

    private boolean accepted(CallbackTarget known, String message) throws InterruptedException {
        URI address = known.address().get();
        if (address == null) {
            return false;
        }
        try (var http = HttpClient.newHttpClient()) {
            var answer =
                    http.send(
                            request(address, known, message), HttpResponse.BodyHandlers.ofString());
            return answer.statusCode() == 200;
        } catch (IOException _) {
            return false;
        }
    }

    private HttpRequest request(URI address, CallbackTarget known, String message) {
        String timestamp = Long.toString(Instant.now().getEpochSecond());
        String nonce = UUID.randomUUID().toString().replace("-", "");
        String query =
                "?timestamp="
                        + timestamp
                        + "&nonce="
                        + nonce
                        + "&signature="
                        + signature(known.token(), timestamp, nonce);
        String body = message;
        if (!known.aesKey().isEmpty()) {
            String encrypted =
                    new WxCryptUtil(known.token(), known.aesKey(), appId)
                            .encrypt(nonce.substring(0, 16), message);
            query +=
                    "&encrypt_type=aes&msg_signature="
                            + signature(known.token(), timestamp, nonce, encrypted);
            body =
                    JSON.writeValueAsString(
                            Map.of("ToUserName", "gh_simulator", "Encrypt", encrypted));
        }
        return HttpRequest.newBuilder(URI.create(address + query))
                .timeout(LIMIT)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }

    private static String signature(String... parts) {
        String[] sorted = parts.clone();
        Arrays.sort(sorted);
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-1")
                            .digest(String.join("", sorted).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
