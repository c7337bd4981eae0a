package org.zhumin.wechat;

import org.jspecify.annotations.Nullable;

/**
 * Who signed in. Both ids stay on the server.
 *
 * @param openid the person within our mini-program
 * @param unionid the person across the operator's applications, if these are bound together
 */
public record WeChatSession(String openid, @Nullable String unionid) {
    /** Without the ids, so that a log line cannot carry them. */
    @Override
    public String toString() {
        return "WeChatSession[***]";
    }
}
