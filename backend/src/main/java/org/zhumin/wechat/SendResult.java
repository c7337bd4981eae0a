package org.zhumin.wechat;

/**
 * What became of a subscribe message.
 *
 * @param errcode WeChat's own number, for people who look into it; 0 when there is none
 */
public record SendResult(Outcome outcome, int errcode) {
    /** Each asks for another reaction. */
    public enum Outcome {
        SENT,
        /** The receiver has given no acceptance that is left, or took it back. Forget the quota. */
        NOT_SUBSCRIBED,
        /** No such receiver. Drop the message. */
        BAD_RECEIVER,
        /** The template, page or a field is wrong. Drop the message; an operator must look. */
        BAD_MESSAGE,
        /** WeChat's limits are used up. Try again in a minute or more. */
        LIMITED,
        /** It certainly did not leave. Try again later. */
        NOT_SENT,
        /** No answer came: it may or may not have arrived. Do not repeat. */
        UNKNOWN
    }

    static SendResult sent() {
        return new SendResult(Outcome.SENT, 0);
    }

    static SendResult of(WeChatFailure failure) {
        return new SendResult(outcome(failure), failure.errcode());
    }

    private static Outcome outcome(WeChatFailure failure) {
        return switch (failure.kind()) {
            case NO_ANSWER, GARBLED -> Outcome.UNKNOWN;
            case LIMITED -> Outcome.LIMITED;
            case FINAL -> finalOutcome(failure.errcode());
            case CODE_REJECTED, BLOCKED, NOT_SEEN, UNEXPECTED -> Outcome.BAD_MESSAGE;
            case BUSY, NOT_CONNECTED, HELD_OFF, UNTRUSTED, SATURATED, SHUT_OFF, CREDENTIALS ->
                    Outcome.NOT_SENT;
        };
    }

    private static Outcome finalOutcome(int errcode) {
        return switch (errcode) {
            case 43101 -> Outcome.NOT_SUBSCRIBED;
            case 40003 -> Outcome.BAD_RECEIVER;
            default -> Outcome.BAD_MESSAGE;
        };
    }
}
