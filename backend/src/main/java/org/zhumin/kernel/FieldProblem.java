package org.zhumin.kernel;

import java.util.List;

/**
 * What is wrong with one field of the input.
 *
 * @param field the path as the client wrote it, for example {@code location.longitude}
 * @param code the message key, for example {@code field.too-long}
 * @param arguments fill the message
 */
public record FieldProblem(String field, String code, List<Object> arguments) {
    public FieldProblem {
        arguments = List.copyOf(arguments);
    }

    public static FieldProblem of(String field, String code, Object... arguments) {
        return new FieldProblem(field, code, List.of(arguments));
    }
}
