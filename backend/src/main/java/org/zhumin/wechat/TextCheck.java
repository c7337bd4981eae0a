package org.zhumin.wechat;

import org.jspecify.annotations.Nullable;

/**
 * A text to judge.
 *
 * @param openid the author, who must have opened the mini-program within the last two hours
 * @param title judged with the text
 * @param nickname the author's, judged with the text
 * @param content 1 to 20,000 characters; more than 2,500 are judged in several calls
 */
public record TextCheck(
        String openid,
        TextScene scene,
        @Nullable String title,
        @Nullable String nickname,
        String content) {
    static final int LENGTH_MAX = 20_000;

    public TextCheck {
        if (content.isEmpty() || content.length() > LENGTH_MAX) {
            throw new IllegalArgumentException("a text to check has 1 to 20000 characters");
        }
    }

    /** Without the text and the author, so that a log line cannot carry them. */
    @Override
    public String toString() {
        return "TextCheck[" + scene + ", " + content.length() + " characters]";
    }
}
