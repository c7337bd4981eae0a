package org.zhumin.kernel;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A refusal as a value.
 *
 * @param code the stable reason
 * @param arguments fill the message for people
 * @param extras further members of the problem document, such as {@code missing}, in this order
 * @param errors what is wrong with single fields
 */
public record Problem(
        ProblemCode code,
        List<Object> arguments,
        Map<String, Object> extras,
        List<FieldProblem> errors) {
    public Problem {
        arguments = List.copyOf(arguments);
        extras = Collections.unmodifiableMap(new LinkedHashMap<>(extras));
        errors = List.copyOf(errors);
    }

    public Problem with(String name, Object value) {
        var more = new LinkedHashMap<>(extras);
        more.put(name, value);
        return new Problem(code, arguments, more, errors);
    }

    public Problem withErrors(List<FieldProblem> fieldErrors) {
        return new Problem(code, arguments, extras, fieldErrors);
    }

    public DomainException refusal() {
        return new DomainException(this);
    }
}
