package org.zhumin.notice;

import org.jspecify.annotations.Nullable;
import org.zhumin.kernel.ResidentId;

import java.util.List;
import java.util.Optional;

/**
 * What is to be told.
 *
 * @param reason why, with the reference the key under which a person is told once; often the type's
 *     code
 * @param reference what it is about and which change of it, for example the debt's id
 * @param params fill {0}, {1}, … of the type's texts and of the template's fields; what the person
 *     may see anyway, and no more of it than needed; or {@link #word}
 * @param page of the mini-program, without a leading slash, opened by a tap
 */
public record NewNotice(
        ResidentId to,
        NoticeType type,
        String reason,
        String reference,
        List<String> params,
        @Nullable String page) {
    private static final char WORD = '\u0001';

    public NewNotice {
        params = List.copyOf(params);
    }

    /** A parameter that is read as the text under this key, in the reader's language. */
    public static String word(String key) {
        return WORD + key;
    }

    /** The key of such a parameter; empty for any other. */
    static Optional<String> keyOf(String param) {
        return !param.isEmpty() && param.charAt(0) == WORD
                ? Optional.of(param.substring(1))
                : Optional.empty();
    }
}
