package org.zhumin.wechat;

import reactor.core.publisher.Mono;

/**
 * What zhumin asks of WeChat. Calls run off the event loop, under a time limit, a circuit breaker
 * and a bound on calls at a time. Errors are {@link WeChatProblem} refusals; none carries a code,
 * an openid, a token or a text.
 */
public interface WeChat {
    /**
     * Turns the code of {@code wx.login} into the person behind it. A code lives five minutes and
     * is good for one use. Fails with {@link WeChatProblem#SESSION_CODE_REJECTED} for a code that
     * is malformed, unknown or used, and with {@link WeChatProblem#SESSION_BLOCKED} for a person
     * whom WeChat blocks.
     */
    Mono<WeChatSession> exchangeCode(String code);

    /**
     * Turns the code of a {@code getPhoneNumber} button into the number: eleven digits for mainland
     * numbers, {@code +} and country code before any other. Fails with {@link
     * WeChatProblem#PHONE_CODE_REJECTED}.
     */
    Mono<String> phoneNumber(String code);

    /**
     * Judges a text. Never fails because of WeChat: when it is down, slow or limited, or has not
     * seen the author for two hours, the verdict is {@link TextVerdict.Suggestion#UNCHECKED} and a
     * person should look. Answers within {@code zhumin.wechat.text-check-timeout}.
     */
    Mono<TextVerdict> checkText(TextCheck check);

    /**
     * Asks for a judgement of a picture or sound, which WeChat fetches from the address and answers
     * within thirty minutes by callback.
     *
     * @return the trace id that the callback will name
     */
    Mono<String> checkMedia(MediaCheck check);

    /**
     * Sends one subscribe message. Never fails because of WeChat; the result says what became of
     * it. Not repeated once it may have arrived.
     */
    Mono<SendResult> sendSubscribeMessage(SubscribeMessage message);

    /** Draws the round code that opens a page of the mini-program. It never expires: keep it. */
    Mono<byte[]> qrCode(QrCode code);
}
