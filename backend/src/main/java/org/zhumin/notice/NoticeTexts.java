package org.zhumin.notice;

import org.springframework.context.NoSuchMessageException;
import org.springframework.stereotype.Component;
import org.zhumin.platform.problem.Texts;

import java.util.List;
import java.util.Locale;

/** The sentences of notices, by type and language. */
@Component
class NoticeTexts {
    private final Texts texts;

    NoticeTexts(Texts texts) {
        this.texts = texts;
    }

    String title(String type, List<String> params, Locale locale) {
        return sentence(type + ".title", params, locale);
    }

    String text(String type, List<String> params, Locale locale) {
        return sentence(type + ".text", params, locale);
    }

    private String sentence(String key, List<String> params, Locale locale) {
        return texts.get("notice." + key, locale, words(params, locale).toArray());
    }

    /** With every {@link NewNotice#word} in this language. */
    List<String> words(List<String> params, Locale locale) {
        return params.stream().map(param -> word(param, locale)).toList();
    }

    private String word(String param, Locale locale) {
        return NewNotice.keyOf(param).map(key -> get(key, locale)).orElse(param);
    }

    /** A text that a later release no longer has must not take the whole inbox away. */
    private String get(String key, Locale locale) {
        try {
            return texts.get(key, locale);
        } catch (NoSuchMessageException gone) {
            return "";
        }
    }
}
