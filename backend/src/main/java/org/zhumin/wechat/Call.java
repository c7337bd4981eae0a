package org.zhumin.wechat;

import java.util.Locale;

/** The kinds of call, each with its own breaker, so that a lame one does not stop the others. */
enum Call {
    SESSION(true),
    PHONE(true),
    TEXT(false),
    MEDIA(false),
    /** A person would get a repeated message twice. */
    SUBSCRIBE(true),
    QR_CODE(false);

    private final boolean once;

    Call(boolean once) {
        this.once = once;
    }

    /** Whether it may reach WeChat only once: its code is good for one use, or its effect shows. */
    boolean once() {
        return once;
    }

    String tag() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
