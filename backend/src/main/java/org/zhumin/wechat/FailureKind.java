package org.zhumin.wechat;

import java.util.Locale;

/** What went wrong with a call, and what that means for repeating it and for the breaker. */
enum FailureKind {
    /** -1: WeChat says to try again. */
    BUSY(Repeat.ALWAYS, true),
    /** No connection, so nothing reached WeChat. */
    NOT_CONNECTED(Repeat.ALWAYS, true),
    /** A time-out, a lost connection or a 5xx: WeChat may have acted. */
    NO_ANSWER(Repeat.UNLESS_ONCE, true),
    /** An answer that is none of WeChat's. */
    GARBLED(Repeat.UNLESS_ONCE, true),
    /** The token endpoint failed moments ago and is left alone. */
    HELD_OFF(Repeat.NEVER, true),
    /** The host's certificate is not trusted or not its own. */
    UNTRUSTED(Repeat.NEVER, true),
    /** Our own bound on calls or connections. */
    SATURATED(Repeat.NEVER, false),
    /** The breaker is open. */
    SHUT_OFF(Repeat.NEVER, false),
    LIMITED(Repeat.NEVER, false),
    CODE_REJECTED(Repeat.NEVER, false),
    BLOCKED(Repeat.NEVER, false),
    /** AppID, AppSecret, allow-list, or a token refused even after a refresh. */
    CREDENTIALS(Repeat.NEVER, false),
    /** 61010: the author has not opened the mini-program within two hours. */
    NOT_SEEN(Repeat.NEVER, false),
    /** A subscribe message that can never be sent. */
    FINAL(Repeat.NEVER, false),
    /** Any other errcode. */
    UNEXPECTED(Repeat.NEVER, false);

    private enum Repeat {
        NEVER,
        UNLESS_ONCE,
        ALWAYS
    }

    private final Repeat repeat;
    private final boolean againstWeChat;

    FailureKind(Repeat repeat, boolean againstWeChat) {
        this.repeat = repeat;
        this.againstWeChat = againstWeChat;
    }

    boolean repeatable(Call call) {
        return repeat == Repeat.ALWAYS || (repeat == Repeat.UNLESS_ONCE && !call.once());
    }

    /** Whether it counts for the breaker: WeChat, not the caller, is unwell. */
    boolean againstWeChat() {
        return againstWeChat;
    }

    String tag() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
