package org.zhumin.request;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;

import org.zhumin.platform.ConfigEntry;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.function.Function;

/**
 * One extra question of a category.
 *
 * @param code names the answer
 * @param options what may be chosen, for CHOICE
 */
public record FormField(
        @NotBlank String code,
        @NotBlank String label,
        @NotNull Type type,
        boolean required,
        List<String> options) {
    private static final int MAX_CHARS = 200;

    public FormField {
        options = List.copyOf(options);
    }

    static FormField read(ConfigEntry field) {
        return new FormField(
                field.text("code"),
                field.text("label"),
                field.value("type", ConfigEntry.oneOf(Type.class)),
                field.flag("required", false),
                field.values("options", Function.identity()));
    }

    boolean accepts(String answer) {
        return switch (type) {
            case TEXT -> !answer.isBlank() && answer.length() <= MAX_CHARS;
            case NUMBER -> answer.matches("-?\\d{1,12}(\\.\\d{1,6})?");
            case DATE -> isDate(answer);
            case CHOICE -> options.contains(answer);
        };
    }

    private static boolean isDate(String answer) {
        try {
            LocalDate.parse(answer);
            return true;
        } catch (DateTimeParseException notADate) {
            return false;
        }
    }

    /** How an answer is written. All are strings in JSON. */
    public enum Type {
        /** At most 200 characters. */
        TEXT,
        /** Decimal, such as 12.5. */
        NUMBER,
        /** ISO 8601, such as 2026-11-24. */
        DATE,
        /** One of the options. */
        CHOICE
    }
}
