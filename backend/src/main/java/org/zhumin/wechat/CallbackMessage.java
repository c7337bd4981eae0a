package org.zhumin.wechat;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/** What WeChat tells by its callback, as far as we listen. */
public sealed interface CallbackMessage {
    /**
     * At most 26 characters, the same whenever this message is told again: a natural key for what a
     * listener makes of it.
     */
    String id();

    /** When it came here first, by our clock. */
    Instant receivedAt();

    /**
     * What became of {@link WeChat#checkMedia}.
     *
     * @param traceId as answered when it was asked
     * @param suggestion UNCHECKED when WeChat could not fetch or judge it
     */
    record MediaChecked(
            String id, Instant receivedAt, String traceId, TextVerdict.Suggestion suggestion)
            implements CallbackMessage {}

    /**
     * What a person chose in the dialog for subscribe messages (订阅消息). An accept is one message
     * that may be sent.
     *
     * @param openid whose choice; never to be shown or logged
     */
    record SubscribeChosen(String id, Instant receivedAt, String openid, List<Choice> choices)
            implements CallbackMessage {
        public SubscribeChosen {
            choices = List.copyOf(choices);
        }

        @Override
        public String toString() {
            return "SubscribeChosen[" + id + "]";
        }
    }

    /**
     * What a person changed in the settings. Reject ends what was accepted; accept allows nothing
     * by itself.
     *
     * @param openid whose choice; never to be shown or logged
     */
    record SubscribeChanged(String id, Instant receivedAt, String openid, List<Choice> choices)
            implements CallbackMessage {
        public SubscribeChanged {
            choices = List.copyOf(choices);
        }

        @Override
        public String toString() {
            return "SubscribeChanged[" + id + "]";
        }
    }

    /**
     * Whether subscribe messages reached a person.
     *
     * @param openid whose; never to be shown or logged
     */
    record SubscribeSent(String id, Instant receivedAt, String openid, List<Delivery> deliveries)
            implements CallbackMessage {
        public SubscribeSent {
            deliveries = List.copyOf(deliveries);
        }

        @Override
        public String toString() {
            return "SubscribeSent[" + id + "]";
        }
    }

    /** One template's choice. */
    record Choice(String templateId, boolean accepted) {}

    /**
     * One message's way.
     *
     * @param errorCode 0 when it arrived
     */
    record Delivery(
            String templateId, @Nullable String messageId, int errorCode, String errorStatus) {}
}
