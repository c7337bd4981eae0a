package org.zhumin.media;

import org.jspecify.annotations.Nullable;
import org.zhumin.kernel.FieldProblem;
import org.zhumin.platform.problem.PlatformProblem;

import java.util.List;
import java.util.Locale;

/** Which bytes of an upload. */
enum MediaSize {
    THUMB,
    FULL;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Absent is full. */
    static MediaSize of(@Nullable String word) {
        if (word == null) {
            return FULL;
        }
        return switch (word) {
            case "thumb" -> THUMB;
            case "full" -> FULL;
            default ->
                    throw PlatformProblem.MALFORMED
                            .problem()
                            .withErrors(List.of(FieldProblem.of("size", "field.invalid")))
                            .refusal();
        };
    }
}
