package org.zhumin.notice;

import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.stereotype.Component;
import org.zhumin.wechat.CallbackMessage;
import org.zhumin.wechat.SendResult;

import java.util.Locale;

/**
 * Counts what residents are told: {@code zhumin.notices} by type, and {@code
 * zhumin.notices.messages}, what became of the messages in WeChat, by outcome and errcode; {@code
 * zhumin.notices.arrived}, what WeChat told of them afterwards.
 */
@Component
class NoticeMeters {
    private final MeterRegistry meters;

    NoticeMeters(MeterRegistry meters) {
        this.meters = meters;
    }

    void told(NoticeType type) {
        meters.counter("zhumin.notices", "type", type.code()).increment();
    }

    void answered(SendResult result) {
        count(result.outcome(), result.errcode());
    }

    /** It was not sent, or its outcome will not be known. */
    void ended(Delivery.State state) {
        count(state, 0);
    }

    /** What WeChat tells of a message afterwards. */
    void arrived(CallbackMessage.Delivery delivery) {
        meters.counter("zhumin.notices.arrived", "errcode", Integer.toString(delivery.errorCode()))
                .increment();
    }

    private void count(Enum<?> outcome, int errcode) {
        meters.counter(
                        "zhumin.notices.messages",
                        "outcome",
                        outcome.name().toLowerCase(Locale.ROOT).replace('_', '-'),
                        "errcode",
                        Integer.toString(errcode))
                .increment();
    }
}
