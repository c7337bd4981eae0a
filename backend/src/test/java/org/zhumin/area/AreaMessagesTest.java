package org.zhumin.area;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.Locale;
import java.util.ResourceBundle;

class AreaMessagesTest {
    @ParameterizedTest
    @EnumSource(AreaProblem.class)
    void everyRefusalHasATextInBothLanguages(AreaProblem problem) {
        assertThat(text(problem, Locale.ROOT)).containsPattern("\\p{IsHan}");
        assertThat(text(problem, Locale.ENGLISH)).containsPattern("[a-z]");
    }

    private static String text(AreaProblem problem, Locale locale) {
        var noFallback =
                ResourceBundle.Control.getNoFallbackControl(
                        ResourceBundle.Control.FORMAT_PROPERTIES);
        return ResourceBundle.getBundle("messages.area", locale, noFallback)
                .getString(problem.code());
    }
}
