package org.zhumin.identity;

import org.springframework.stereotype.Component;
import org.zhumin.platform.problem.Texts;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What residents consent to. The texts stand in the message files, in both languages. */
@Component
class LegalDocuments {
    private final Texts texts;
    private final String version;

    LegalDocuments(Texts texts, IdentityProperties properties) {
        this.texts = texts;
        version = properties.documentsVersion();
    }

    /** All documents are published together. */
    String version() {
        return version;
    }

    List<LegalDocument> list(Locale locale) {
        return Arrays.stream(ConsentScope.values()).map(scope -> document(scope, locale)).toList();
    }

    private LegalDocument document(ConsentScope scope, Locale locale) {
        String key = "document." + scope;
        return new LegalDocument(
                scope,
                version,
                texts.get(key + ".title", locale),
                texts.get(key + ".text", locale));
    }

    /** One document. */
    record LegalDocument(ConsentScope scope, String version, String title, String text) {}
}
