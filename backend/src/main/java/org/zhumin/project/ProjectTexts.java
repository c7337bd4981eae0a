package org.zhumin.project;

import org.springframework.stereotype.Component;
import org.zhumin.platform.problem.Texts;

import java.time.Clock;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Objects;

/** The sentences of this feature that people read, by language. */
@Component
class ProjectTexts {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

    /** Before the code of a reason for keeping a vote out. */
    static final String QUARANTINE = "project.quarantine.";

    private final Texts texts;
    private final Clock clock;

    ProjectTexts(Texts texts, Clock clock) {
        this.texts = texts;
        this.clock = clock;
    }

    String state(ProjectState state, Locale locale) {
        return texts.get("project.state." + state, locale);
    }

    String get(String key, Locale locale, Object... arguments) {
        return texts.get(key, locale, arguments);
    }

    String shelved(ShelveReason reason, Locale locale) {
        return texts.get("project.shelved." + reason, locale);
    }

    /**
     * Why votes are kept out.
     *
     * @param code as of {@link QuarantineReason}
     */
    String quarantined(String code, Locale locale) {
        return texts.get(QUARANTINE + code, locale);
    }

    String party(ProjectAction.Party party, Locale locale) {
        return texts.get("project.party." + party, locale);
    }

    /** What happened: {0} is what the sentence names, {1} the moment, {2} the reason in words. */
    String entry(ProjectEntry entry, Locale locale) {
        String when = entry.date() == null ? "" : TIME.format(entry.date().atZone(clock.getZone()));
        return texts.get(
                        "project.timeline." + entry.type(),
                        locale,
                        Objects.requireNonNullElse(entry.about(), ""),
                        when,
                        reason(entry, locale))
                .strip();
    }

    private String reason(ProjectEntry entry, Locale locale) {
        if (entry.reason() == null) {
            return "";
        }
        return switch (entry.type()) {
            case SHELVED -> shelved(ShelveReason.valueOf(entry.reason()), locale);
            case ADVANCED, EXTENDED -> state(ProjectState.valueOf(entry.reason()), locale);
            default -> texts.get("project.reason." + entry.reason(), locale);
        };
    }
}
