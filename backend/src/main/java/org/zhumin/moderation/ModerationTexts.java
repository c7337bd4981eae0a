package org.zhumin.moderation;

import org.springframework.stereotype.Component;
import org.zhumin.platform.problem.Texts;

import java.util.Locale;

/** The sentences of moderation that people read, by language. */
@Component
class ModerationTexts {
    /** Before a {@link ReasonCode}. */
    static final String REASON = "moderation.reason.";

    /** Before a type of content: what people call it. The features have these texts. */
    static final String CONTENT = "moderation.content.";

    private final Texts texts;

    ModerationTexts(Texts texts) {
        this.texts = texts;
    }

    String reason(ReasonCode reason, Locale locale) {
        return texts.get(REASON + reason, locale);
    }

    String state(CaseState state, Locale locale) {
        return texts.get("moderation.state." + state, locale);
    }

    /** One plain sentence: what was decided, and why. */
    String decision(CaseState state, ReasonCode reason, Locale locale) {
        return texts.get("moderation.decision." + state, locale, reason(reason, locale));
    }

    /** What a reporter is told. */
    String outcome(CaseState state, Locale locale) {
        return texts.get("moderation.outcome." + state, locale);
    }
}
