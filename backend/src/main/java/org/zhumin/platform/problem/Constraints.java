package org.zhumin.platform.problem;

import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.validation.FieldError;
import org.zhumin.kernel.FieldProblem;

import java.util.List;
import java.util.Objects;

/**
 * From a Bean Validation constraint to our field problem; the codes are those of the message file.
 */
final class Constraints {
    private Constraints() {}

    static FieldProblem problemOf(FieldError error) {
        return problemOf(error.getField(), error);
    }

    static FieldProblem problemOf(String field, MessageSourceResolvable error) {
        String[] codes = Objects.requireNonNullElse(error.getCodes(), new String[] {""});
        String constraint = codes[codes.length - 1];
        return new FieldProblem(
                field, codeOf(constraint), bounds(constraint, error.getArguments()));
    }

    private static String codeOf(String constraint) {
        return switch (constraint) {
            case "NotNull", "NotBlank", "NotEmpty" -> "field.required";
            case "Size" -> "field.size";
            case "Min", "DecimalMin", "Positive", "PositiveOrZero" -> "field.too-small";
            case "Max", "DecimalMax" -> "field.too-large";
            case "typeMismatch" -> "field.wrong-type";
            default -> "field.invalid";
        };
    }

    /** Spring passes the field first, then the constraint's attributes in alphabetical order. */
    private static List<Object> bounds(String constraint, Object @Nullable [] arguments) {
        if (arguments == null || arguments.length < 2) {
            return List.of();
        }
        if (constraint.equals("Size") && arguments.length > 2) {
            return List.of(arguments[2], arguments[1]);
        }
        return arguments[1] instanceof Number bound ? List.of(bound) : List.of();
    }
}
