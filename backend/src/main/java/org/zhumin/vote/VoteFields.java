package org.zhumin.vote;

import org.jspecify.annotations.Nullable;
import org.zhumin.kernel.FieldProblem;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;

/** Checks the parts of a vote and collects what is wrong. */
final class VoteFields {
    /** Codes and ids become names in tallies, so they hold nothing that a database may read. */
    private static final Pattern CODE = Pattern.compile("[0-9A-Za-z_-]{1,40}");

    private final List<FieldProblem> wrong = new ArrayList<>();

    VoteFields range(String field, @Nullable Integer value, int least, int most) {
        if (value != null && value < least) {
            wrong.add(FieldProblem.of(field, "field.too-small", least));
        } else if (value != null && value > most) {
            wrong.add(FieldProblem.of(field, "field.too-large", most));
        }
        return this;
    }

    VoteFields text(String field, @Nullable String value, int most) {
        if (value == null) {
            return this;
        }
        if (value.length() > most) {
            wrong.add(FieldProblem.of(field, "field.size", 0, most));
        } else if (!isWellFormed(value)) {
            wrong.add(FieldProblem.of(field, "field.invalid"));
        }
        return this;
    }

    VoteFields required(String field, @Nullable Object value) {
        if (value == null) {
            wrong.add(FieldProblem.of(field, "field.required"));
        }
        return this;
    }

    /** Distinct codes, {@code least} to {@code most} of them. */
    VoteFields codes(String field, List<String> values, int least, int most) {
        if (values.size() < least || values.size() > most) {
            wrong.add(FieldProblem.of(field, "field.size", least, most));
        }
        var seen = new HashSet<String>();
        for (int i = 0; i < values.size(); i++) {
            if (!CODE.matcher(values.get(i)).matches()) {
                wrong.add(FieldProblem.of(field + "[" + i + "]", "field.invalid"));
            } else if (!seen.add(values.get(i))) {
                wrong.add(FieldProblem.of(field + "[" + i + "]", "field.repeated"));
            }
        }
        return this;
    }

    void check() {
        VoteProblem.refuse(wrong);
    }

    /** Without spaces around it; nothing left is nothing said. */
    static @Nullable String stripped(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    /** Half a character would be lost on its way into bytes. */
    private static boolean isWellFormed(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8)
                .equals(text);
    }
}
