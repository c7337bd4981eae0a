package org.zhumin.wechat;

import org.jspecify.annotations.Nullable;

import java.util.Map;

/**
 * One message for one acceptance that the receiver gave in the mini-program.
 *
 * @param openid the receiver
 * @param page opened by a tap, with its parameters; none makes the message inert
 * @param data the template's fields, such as {@code thing1}, each with its text. Over-long or empty
 *     texts are refused by WeChat
 */
public record SubscribeMessage(
        String openid, String templateId, @Nullable String page, Map<String, String> data) {
    public SubscribeMessage {
        data = Map.copyOf(data);
    }

    /** Without the receiver and the content, so that a log line cannot carry them. */
    @Override
    public String toString() {
        return "SubscribeMessage[" + templateId + "]";
    }
}
