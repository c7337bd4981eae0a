package org.zhumin.vote;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.util.ArrayList;
import java.util.List;

/** Reads what {@link Vote#encoded()} wrote. */
final class VoteTexts {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private VoteTexts() {}

    static Vote read(VoteStep step, String encoded) {
        JsonNode node = JSON.readTree(encoded);
        return switch (step) {
            case POINT ->
                    new Vote.Point(
                            Vote.Choice.valueOf(node.required("choice").asString()),
                            texts(node.required("optionCodes")),
                            text(node, "comment"));
            case WATCH -> new Vote.Watch(text(node, "concern"));
            case EVALUATE ->
                    new Vote.Evaluate(
                            node.required("score").asInt(),
                            aspects(node.required("aspects")),
                            text(node, "comment"));
            case MANAGE ->
                    new Vote.Manage(
                            node.required("pledge").asString(),
                            node.has("hoursPerMonth") ? node.get("hoursPerMonth").asInt() : null);
            case BALLOT -> new Vote.Ballot(texts(node.required("projectIds")));
        };
    }

    /**
     * The vote without what its voter wrote. A pledge, which a vote in MANAGE must have, is "-".
     */
    static Vote withoutText(Vote vote) {
        return switch (vote) {
            case Vote.Point point -> new Vote.Point(point.choice(), point.optionCodes(), null);
            case Vote.Watch _ -> new Vote.Watch(null);
            case Vote.Evaluate evaluate ->
                    new Vote.Evaluate(evaluate.score(), evaluate.aspects(), null);
            case Vote.Manage manage -> new Vote.Manage("-", manage.hoursPerMonth());
            case Vote.Ballot ballot -> ballot;
        };
    }

    private static Vote.Aspects aspects(JsonNode node) {
        return new Vote.Aspects(
                node.required("quality").asInt(),
                node.required("speed").asInt(),
                node.required("openness").asInt(),
                node.required("usefulness").asInt());
    }

    private static @Nullable String text(JsonNode node, String name) {
        return node.has(name) ? node.get(name).asString() : null;
    }

    private static List<String> texts(JsonNode node) {
        var texts = new ArrayList<String>();
        node.forEach(one -> texts.add(one.asString()));
        return texts;
    }
}
