package org.zhumin.wechat;

/**
 * One failed call. Carries no cause: the exceptions of WxJava and of the HTTP client quote
 * addresses with the AppSecret, tokens and codes.
 */
final class WeChatFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final FailureKind kind;
    private final int errcode;

    WeChatFailure(FailureKind kind, int errcode) {
        // No stack trace: failures come by the thousand when WeChat is down.
        super(kind + (errcode == 0 ? "" : " " + errcode), null, false, false);
        this.kind = kind;
        this.errcode = errcode;
    }

    static WeChatFailure of(FailureKind kind) {
        return new WeChatFailure(kind, 0);
    }

    FailureKind kind() {
        return kind;
    }

    /** WeChat's number, or 0 if it gave none. */
    int errcode() {
        return errcode;
    }
}
