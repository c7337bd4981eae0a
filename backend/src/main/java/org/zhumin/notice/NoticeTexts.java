package org.zhumin.notice;

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
        return texts.get("notice." + type + ".title", locale, params.toArray());
    }

    String text(String type, List<String> params, Locale locale) {
        return texts.get("notice." + type + ".text", locale, params.toArray());
    }
}
