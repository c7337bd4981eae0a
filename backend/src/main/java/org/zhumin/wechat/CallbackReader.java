package org.zhumin.wechat;

import org.jspecify.annotations.Nullable;
import org.zhumin.kernel.Ids;
import org.zhumin.wechat.CallbackMessage.Choice;
import org.zhumin.wechat.CallbackMessage.Delivery;
import org.zhumin.wechat.CallbackMessage.MediaChecked;
import org.zhumin.wechat.CallbackMessage.SubscribeChanged;
import org.zhumin.wechat.CallbackMessage.SubscribeChosen;
import org.zhumin.wechat.CallbackMessage.SubscribeSent;
import org.zhumin.wechat.TextVerdict.Suggestion;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * Reads WeChat's JSON, which writes numbers as text or not, and a list of one as an object. Fields
 * of the events as in WeChat's documents of message push; the result of a media check in both of
 * its shapes.
 */
final class CallbackReader {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private CallbackReader() {}

    /**
     * @throws org.zhumin.kernel.DomainException {@link WeChatProblem#CALLBACK_UNREADABLE}
     */
    static JsonNode parse(byte[] body) {
        try {
            JsonNode node = JSON.readTree(body);
            if (node != null && node.isObject()) {
                return node;
            }
        } catch (JacksonException _) {
            // XML, or nothing that we know.
        }
        throw WeChatProblem.CALLBACK_UNREADABLE.refusal();
    }

    /** Whether any listener could want it. */
    static boolean isOfInterest(JsonNode message) {
        return switch (event(message)) {
            case "wxa_media_check",
                    "subscribe_msg_popup_event",
                    "subscribe_msg_change_event",
                    "subscribe_msg_sent_event" ->
                    true;
            default -> false;
        };
    }

    static String event(JsonNode message) {
        return text(message, "Event");
    }

    /**
     * The same for a message told again: of what WeChat says to compare, and what tells it apart.
     */
    static String idOf(JsonNode message) {
        String compared =
                String.join(
                        "\n",
                        event(message),
                        text(message, "FromUserName"),
                        text(message, "CreateTime"),
                        text(message, "MsgId"),
                        text(message, "trace_id"),
                        message.path("List").toString());
        try {
            return Ids.encode(
                    MessageDigest.getInstance("SHA-256")
                            .digest(compared.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Absent for what {@link #isOfInterest} denies. */
    static @Nullable CallbackMessage read(String id, Instant receivedAt, JsonNode message) {
        String openid = text(message, "FromUserName");
        return switch (event(message)) {
            case "wxa_media_check" ->
                    new MediaChecked(id, receivedAt, text(message, "trace_id"), verdict(message));
            case "subscribe_msg_popup_event" ->
                    new SubscribeChosen(id, receivedAt, openid, choices(message));
            case "subscribe_msg_change_event" ->
                    new SubscribeChanged(id, receivedAt, openid, choices(message));
            case "subscribe_msg_sent_event" ->
                    new SubscribeSent(id, receivedAt, openid, deliveries(message));
            default -> null;
        };
    }

    private static Suggestion verdict(JsonNode message) {
        if (number(message, "errcode") != 0 || number(message, "status_code") != 0) {
            return Suggestion.UNCHECKED;
        }
        JsonNode result = message.path("result");
        if (result.isObject()) {
            return suggestion(text(result, "suggest"));
        }
        return switch (text(message, "isrisky")) {
            case "0" -> Suggestion.PASS;
            case "1" -> Suggestion.RISKY;
            default -> Suggestion.UNCHECKED;
        };
    }

    private static Suggestion suggestion(String word) {
        return switch (word) {
            case "pass" -> Suggestion.PASS;
            case "review" -> Suggestion.REVIEW;
            case "risky" -> Suggestion.RISKY;
            default -> Suggestion.UNCHECKED;
        };
    }

    private static List<Choice> choices(JsonNode message) {
        return list(message).stream()
                .map(
                        one ->
                                new Choice(
                                        text(one, "TemplateId"),
                                        text(one, "SubscribeStatusString").equals("accept")))
                .toList();
    }

    private static List<Delivery> deliveries(JsonNode message) {
        return list(message).stream()
                .map(
                        one ->
                                new Delivery(
                                        text(one, "TemplateId"),
                                        text(one, "MsgID"),
                                        number(one, "ErrorCode"),
                                        text(one, "ErrorStatus")))
                .toList();
    }

    private static List<JsonNode> list(JsonNode message) {
        JsonNode list = message.path("List");
        if (list.isArray()) {
            return StreamSupport.stream(list.spliterator(), false).toList();
        }
        return list.isObject() ? List.of(list) : List.of();
    }

    private static String text(JsonNode node, String name) {
        JsonNode value = node.path(name);
        return value.isValueNode() && !value.isNull() ? value.asString() : "";
    }

    /** What is no number counts as an error, which no code is. */
    private static int number(JsonNode node, String name) {
        String text = text(node, name);
        if (text.isEmpty()) {
            return 0;
        }
        try {
            return (int) Long.parseLong(text);
        } catch (NumberFormatException _) {
            return -1;
        }
    }
}
