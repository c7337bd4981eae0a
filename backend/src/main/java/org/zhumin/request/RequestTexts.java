package org.zhumin.request;

import org.springframework.stereotype.Component;
import org.zhumin.platform.problem.Texts;

import java.util.Locale;
import java.util.Objects;

/** The sentences of this feature that people read, by language. */
@Component
class RequestTexts {
    private final Texts texts;

    RequestTexts(Texts texts) {
        this.texts = texts;
    }

    String state(RequestState state, Locale locale) {
        return texts.get("request.state." + state, locale);
    }

    /** What the person wrote, or the sentence that says what happened. */
    String entry(TimelineEntry entry, Locale locale) {
        return entry.text() == null
                ? texts.get("request.timeline." + entry.type(), locale)
                : entry.text();
    }

    String by(TimelineEntry entry, Locale locale) {
        return Objects.requireNonNullElseGet(
                entry.by(), () -> texts.get("request.party." + entry.party(), locale));
    }
}
