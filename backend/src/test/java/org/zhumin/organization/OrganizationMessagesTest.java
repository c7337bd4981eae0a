package org.zhumin.organization;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.Locale;
import java.util.ResourceBundle;

class OrganizationMessagesTest {
    @ParameterizedTest
    @EnumSource(OrganizationProblem.class)
    void everyRefusalHasATextInBothLanguages(OrganizationProblem problem) {
        assertThat(text(problem, Locale.ROOT)).containsPattern("\\p{IsHan}");
        assertThat(text(problem, Locale.ENGLISH)).containsPattern("[a-z]");
    }

    private static String text(OrganizationProblem problem, Locale locale) {
        var noFallback =
                ResourceBundle.Control.getNoFallbackControl(
                        ResourceBundle.Control.FORMAT_PROPERTIES);
        return ResourceBundle.getBundle("messages.organization", locale, noFallback)
                .getString(problem.code());
    }
}
