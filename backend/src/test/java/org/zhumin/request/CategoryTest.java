package org.zhumin.request;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.zhumin.kernel.FieldProblem;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

class CategoryTest {
    private static final Category LAMP =
            new Category(
                    "lamp",
                    "路灯",
                    List.of(RequestKind.HELP),
                    List.of(),
                    List.of(
                            field("note", FormField.Type.TEXT, false),
                            field("height", FormField.Type.NUMBER, false),
                            field("since", FormField.Type.DATE, false),
                            new FormField(
                                    "fault", "现象", FormField.Type.CHOICE, true, List.of("不亮"))),
                    true);

    private static FormField field(String code, FormField.Type type, boolean required) {
        return new FormField(code, code, type, required, List.of());
    }

    @ParameterizedTest
    @CsvSource({
        "note, 三天了, true",
        "note, '  ', false",
        "height, 4.5, true",
        "height, -2, true",
        "height, 1e9, false",
        "height, NaN, false",
        "since, 2026-02-28, true",
        "since, 2026-02-30, false",
        "since, yesterday, false",
        "fault, 不亮, true",
        "fault, 亮, false"
    })
    void anAnswerFitsItsQuestion(String code, String answer, boolean good) {
        var answers = new HashMap<>(Map.of("fault", "不亮"));
        answers.put(code, answer);
        var wrong = LAMP.check(answers);
        assertThat(wrong.isEmpty()).isEqualTo(good);
    }

    @Test
    void aMissingAndAnUnknownAnswerAreNamed() {
        assertThat(LAMP.check(Map.of("colour", "红")))
                .containsExactlyInAnyOrder(
                        FieldProblem.of("answers.colour", "field.unknown"),
                        FieldProblem.of("answers.fault", "field.required"));
    }
}
