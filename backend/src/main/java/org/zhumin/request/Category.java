package org.zhumin.request;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;

import org.springframework.boot.context.properties.bind.DefaultValue;
import org.zhumin.kernel.FieldProblem;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a request is about (分类), from {@code config/request-categories.yaml}.
 *
 * @param code stable, over the whole tree; stored with requests, so never reused for something else
 * @param kinds the kinds of request it takes
 * @param publicLocation whether others may see roughly where it is
 */
public record Category(
        @NotBlank String code,
        @NotBlank String name,
        @NotEmpty List<RequestKind> kinds,
        @DefaultValue List<@Valid Category> children,
        @DefaultValue List<@Valid FormField> form,
        @DefaultValue("true") boolean publicLocation) {
    public Category {
        kinds = List.copyOf(kinds);
        children = List.copyOf(children);
        form = List.copyOf(form);
    }

    /** What is wrong with these answers; empty when nothing is. */
    List<FieldProblem> check(Map<String, String> answers) {
        Map<String, FormField> fields =
                form.stream().collect(Collectors.toMap(FormField::code, field -> field));
        var wrong =
                answers.entrySet().stream()
                        .filter(answer -> !isGood(fields, answer))
                        .map(answer -> problem(fields, answer.getKey()));
        var missing =
                form.stream()
                        .filter(FormField::required)
                        .filter(field -> !answers.containsKey(field.code()))
                        .map(field -> FieldProblem.of("answers." + field.code(), "field.required"));
        return Stream.concat(wrong, missing).toList();
    }

    private static boolean isGood(Map<String, FormField> fields, Map.Entry<String, String> answer) {
        FormField field = fields.get(answer.getKey());
        return field != null && field.accepts(answer.getValue());
    }

    private static FieldProblem problem(Map<String, FormField> fields, String code) {
        return FieldProblem.of(
                "answers." + code, fields.containsKey(code) ? "field.invalid" : "field.unknown");
    }
}
