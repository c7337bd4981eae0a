package org.zhumin.platform.problem;

import org.zhumin.kernel.FieldProblem;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

import java.util.List;
import java.util.stream.Collectors;

/** Names the field at which a JSON body could not be read. */
final class JsonProblems {
    private JsonProblems() {}

    /** Empty when the text is no JSON at all. */
    static List<FieldProblem> fieldsOf(Throwable cause) {
        return switch (cause) {
            case UnrecognizedPropertyException unknown ->
                    List.of(FieldProblem.of(path(unknown), "field.unknown"));
            case DatabindException wrong when !wrong.getPath().isEmpty() ->
                    List.of(FieldProblem.of(path(wrong), "field.wrong-type"));
            default -> List.of();
        };
    }

    private static String path(DatabindException failure) {
        return failure.getPath().stream()
                .map(JsonProblems::step)
                .collect(Collectors.joining())
                .replaceFirst("^\\.", "");
    }

    private static String step(JacksonException.Reference reference) {
        String name = reference.getPropertyName();
        return name == null ? "[" + reference.getIndex() + "]" : "." + printable(name);
    }

    /** A field name comes from the caller: it is shown back cut and without control characters. */
    private static String printable(String name) {
        String clean = name.replaceAll("[\\p{Cntrl}]", "?");
        return clean.length() <= 64 ? clean : clean.substring(0, 64) + "…";
    }
}
