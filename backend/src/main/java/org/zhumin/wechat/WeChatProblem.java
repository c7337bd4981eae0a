package org.zhumin.wechat;

import org.zhumin.kernel.ProblemCode;
import org.zhumin.kernel.ProblemKind;

/** Refusals that come from WeChat. {@code retryAfter} (seconds) stands in the problem's extras. */
public enum WeChatProblem implements ProblemCode {
    /** The login code is malformed, unknown, expired or used: call {@code wx.login} again. */
    SESSION_CODE_REJECTED("session.code-rejected", ProblemKind.UNAUTHENTICATED),
    /** WeChat holds this person for high risk. */
    SESSION_BLOCKED("session.wechat-blocked", ProblemKind.FORBIDDEN),
    /**
     * The phone code is malformed, unknown, expired or used: tap the button again. Not "not signed
     * in", which would make the mini-program throw its good token away.
     */
    PHONE_CODE_REJECTED("phone.code-rejected", ProblemKind.REJECTED),
    /** WeChat's limit per person or per minute. */
    RATE_LIMITED("wechat.rate-limited", ProblemKind.LIMITED),
    /** WeChat does not answer, or does not accept our credentials. */
    UNAVAILABLE("wechat.unavailable", ProblemKind.UNAVAILABLE),
    /** A call of the callback that is not WeChat's, not for us, or too old. */
    CALLBACK_REJECTED("wechat.callback-rejected", ProblemKind.FORBIDDEN),
    /** A message to the callback that is not JSON. */
    CALLBACK_UNREADABLE("wechat.callback-unreadable", ProblemKind.MALFORMED),
    /** The callback has no token yet. */
    CALLBACK_OFF("wechat.callback-off", ProblemKind.UNAVAILABLE);

    private final String code;
    private final ProblemKind kind;

    WeChatProblem(String code, ProblemKind kind) {
        this.code = code;
        this.kind = kind;
    }

    @Override
    public String code() {
        return code;
    }

    @Override
    public ProblemKind kind() {
        return kind;
    }
}
