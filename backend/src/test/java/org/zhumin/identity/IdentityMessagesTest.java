package org.zhumin.identity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.Locale;
import java.util.ResourceBundle;

class IdentityMessagesTest {
    @ParameterizedTest
    @EnumSource(IdentityProblem.class)
    void everyRefusalHasATextInBothLanguages(IdentityProblem problem) {
        isThere(problem.code());
    }

    @ParameterizedTest
    @EnumSource(ConsentScope.class)
    void everyDocumentHasATextInBothLanguages(ConsentScope scope) {
        isThere("document." + scope + ".title");
        isThere("document." + scope + ".text");
    }

    private static void isThere(String key) {
        assertThat(text(key, Locale.ROOT)).containsPattern("\\p{IsHan}");
        assertThat(text(key, Locale.ENGLISH)).containsPattern("[a-z]").doesNotContain("''");
    }

    private static String text(String key, Locale locale) {
        var noFallback =
                ResourceBundle.Control.getNoFallbackControl(
                        ResourceBundle.Control.FORMAT_PROPERTIES);
        return ResourceBundle.getBundle("messages.identity", locale, noFallback).getString(key);
    }
}
