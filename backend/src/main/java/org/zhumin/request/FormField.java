package org.zhumin.request;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;

import org.springframework.boot.context.properties.bind.DefaultValue;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;

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
        @DefaultValue("false") boolean required,
        @DefaultValue List<String> options) {
    private static final int MAX_CHARS = 200;

    public FormField {
        options = List.copyOf(options);
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
