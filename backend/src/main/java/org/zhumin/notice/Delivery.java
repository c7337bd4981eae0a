package org.zhumin.notice;

import org.jspecify.annotations.Nullable;
import org.zhumin.wechat.SendResult;

import java.time.Duration;
import java.time.Instant;

/**
 * What became of a notice's message in WeChat. It is marked SENDING before it leaves, and what is
 * marked is not sent again unless it certainly did not leave: at most once. Public because the
 * driver's codec for records needs it.
 *
 * @param due when something is to be done: send it, or give up waiting for the outcome; absent at
 *     the end
 * @param attempts how often it was marked SENDING
 * @param granted whether it holds an acceptance of the receiver that is not used up yet
 * @param errcode WeChat's last one; 0 for none
 */
public record Delivery(
        State state,
        String templateId,
        @Nullable Instant due,
        int attempts,
        boolean granted,
        int errcode,
        Instant at) {
    /** Longer than any call to WeChat takes. */
    static final Duration LOST_AFTER = Duration.ofMinutes(5);

    /** A message older than that would confuse more than it helps. */
    static final Duration GIVE_UP_AFTER = Duration.ofHours(24);

    private static final Duration FIRST_PAUSE = Duration.ofMinutes(1);
    private static final int DOUBLINGS = 6;

    /** WAITING and SENDING go on; all others are ends. */
    public enum State {
        WAITING,
        SENDING,
        SENT,
        /** The receiver had accepted none. */
        NOT_GRANTED,
        /** WeChat will never take it. */
        REFUSED,
        /** The receiver has left. */
        GONE,
        /** WeChat did not take it in a day. */
        GIVEN_UP,
        /** It may or may not have arrived. */
        UNKNOWN
    }

    static Delivery waiting(String templateId, Instant due, Instant now) {
        return new Delivery(State.WAITING, templateId, due, 0, false, 0, now);
    }

    static Delivery notGranted(String templateId, Instant now) {
        return new Delivery(State.NOT_GRANTED, templateId, null, 0, false, 0, now);
    }

    Delivery sending(Instant now) {
        return new Delivery(
                State.SENDING,
                templateId,
                now.plus(LOST_AFTER),
                attempts + 1,
                granted,
                errcode,
                now);
    }

    Delivery ended(State end, Instant now) {
        return ended(end, errcode, now);
    }

    private Delivery ended(State end, int code, Instant now) {
        return new Delivery(end, templateId, null, attempts, false, code, now);
    }

    /**
     * @param told when the notice was made
     */
    Delivery answered(SendResult result, Instant told, Instant now) {
        int code = result.errcode();
        return switch (result.outcome()) {
            case SENT -> ended(State.SENT, code, now);
            case NOT_SUBSCRIBED, BAD_RECEIVER, BAD_MESSAGE -> ended(State.REFUSED, code, now);
            case UNKNOWN -> ended(State.UNKNOWN, code, now);
            case LIMITED, NOT_SENT -> later(code, told, now);
        };
    }

    private Delivery later(int code, Instant told, Instant now) {
        int doublings = Math.min(Math.max(attempts - 1, 0), DOUBLINGS);
        Instant next = now.plus(FIRST_PAUSE.multipliedBy(1L << doublings));
        return next.isAfter(told.plus(GIVE_UP_AFTER))
                ? ended(State.GIVEN_UP, code, now)
                : new Delivery(State.WAITING, templateId, next, attempts, true, code, now);
    }

    /** The same, but not before this time. */
    Delivery notBefore(Instant time) {
        return due == null || due.isAfter(time)
                ? this
                : new Delivery(state, templateId, time, attempts, granted, errcode, at);
    }

    boolean isDue(Instant now) {
        return due != null && !due.isAfter(now);
    }
}
