package org.zhumin.wechat.simulator;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The simulator's test controls over HTTP. {@code POST /__control} takes an {@link Order}, {@code
 * DELETE /__control} ends all faults, {@code GET /__control} shows the last requests. JSON only, so
 * that no web page can send an order without asking first.
 */
final class Control {
    private static final JsonMapper JSON =
            JsonMapper.builder()
                    .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                    .build();

    private final WeChatSimulator simulator;

    Control(WeChatSimulator simulator) {
        this.simulator = simulator;
    }

    /**
     * @param faults by path
     * @param riskyWords replace the list of words for risky texts
     * @param reviewWords replace the list of words for texts to review
     * @param mediaSuggest pass, review, risky or none: what becomes of files to check
     * @param mediaTimes for how many files; 0 for all until the reset
     * @param push a message to call back with
     * @param tokenSeconds how long tokens live from now on; the present one ends
     */
    record Order(
            @Nullable Map<String, Fault> faults,
            @Nullable List<String> riskyWords,
            @Nullable List<String> reviewWords,
            @Nullable String mediaSuggest,
            int mediaTimes,
            @Nullable JsonNode push,
            @Nullable Integer tokenSeconds,
            boolean expireTokens) {}

    Answer answer(String method, String path, String contentType, byte[] body) {
        if (!path.equals(WeChatSimulator.CONTROL)) {
            return Answer.status(404);
        }
        return switch (method) {
            case "GET" -> Answer.json(JSON.writeValueAsString(simulator.received()));
            case "DELETE" -> ended();
            case "POST" ->
                    contentType.startsWith("application/json") ? ordered(body) : Answer.status(415);
            default -> Answer.status(405);
        };
    }

    private Answer ended() {
        simulator.reset();
        return Answer.status(204);
    }

    private Answer ordered(byte[] body) {
        try {
            obey(JSON.readValue(body, Order.class));
            return Answer.status(204);
        } catch (JacksonException _) {
            return Answer.status(400);
        }
    }

    private void obey(Order order) {
        if (order.faults() != null) {
            order.faults().forEach(simulator::inject);
        }
        if (order.riskyWords() != null || order.reviewWords() != null) {
            simulator.words(orNone(order.riskyWords()), orNone(order.reviewWords()));
        }
        if (order.mediaSuggest() != null) {
            simulator.media(order.mediaSuggest(), order.mediaTimes());
        }
        if (order.push() != null) {
            simulator.push(order.push().toString());
        }
        if (order.tokenSeconds() != null) {
            simulator.tokenLife(Duration.ofSeconds(order.tokenSeconds()));
        }
        if (order.expireTokens()) {
            simulator.expireTokens();
        }
    }

    private static List<String> orNone(@Nullable List<String> words) {
        return words == null ? List.of() : words;
    }
}
