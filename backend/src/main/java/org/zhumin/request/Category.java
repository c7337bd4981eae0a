package org.zhumin.request;

import org.zhumin.kernel.FieldProblem;
import org.zhumin.platform.ConfigEntry;

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
        String code,
        String name,
        List<RequestKind> kinds,
        List<Category> children,
        List<FormField> form,
        boolean publicLocation) {
    public Category {
        kinds = List.copyOf(kinds);
        children = List.copyOf(children);
        form = List.copyOf(form);
    }

    static Category read(ConfigEntry category) {
        return new Category(
                category.text("code"),
                category.text("name"),
                category.some(
                        "kinds", category.values("kinds", ConfigEntry.oneOf(RequestKind.class))),
                category.entries("children", Category::read),
                category.entries("form", FormField::read),
                category.flag("publicLocation", true));
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
