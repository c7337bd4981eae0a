package org.zhumin.request;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.zhumin.platform.problem.Texts;

import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Objects;
import java.util.function.UnaryOperator;

/** The sentences of this feature that people read, by language. */
@Component
class RequestTexts {
    private static final DateTimeFormatter DATE = DateTimeFormatter.ISO_LOCAL_DATE;

    private final Texts texts;
    private final Clock clock;

    RequestTexts(Texts texts, Clock clock) {
        this.texts = texts;
        this.clock = clock;
    }

    String state(RequestState state, Locale locale) {
        return texts.get("request.state." + state, locale);
    }

    /** In the place of what somebody may not read. */
    String notPublic(Locale locale) {
        return texts.get("request.not-public", locale);
    }

    /** In the place of a title where somebody spoke and triage has written none yet. */
    String spoken(Locale locale) {
        return texts.get("request.spoken", locale);
    }

    /**
     * What the person wrote, or the sentence that says what happened; where there is a reason code,
     * its sentence comes first. {0} is what the sentence names, {1} the date.
     *
     * @param words what the reader sees of what a person wrote
     */
    String entry(TimelineEntry entry, UnaryOperator<String> words, Locale locale) {
        String written = entry.text() == null ? null : words.apply(entry.text());
        if (entry.reason() != null) {
            String sentence = sentence("request.reason." + entry.reason(), entry, locale);
            return written == null ? sentence : sentence + "\n" + written;
        }
        return written == null
                ? sentence("request.timeline." + entry.type(), entry, locale)
                : written;
    }

    private String sentence(String key, TimelineEntry entry, Locale locale) {
        String about =
                entry.about() == null ? texts.get("request.about.unknown", locale) : entry.about();
        return texts.get(key, locale, about, date(entry.dueAt()));
    }

    /** What the person wrote; of a reopening, a sentence, since those words are for the desk. */
    String reason(DeadlineChange change, Locale locale) {
        return change.kind() == DeadlineChange.Kind.REOPENING
                ? texts.get("request.reopening." + change.reason(), locale)
                : change.reason();
    }

    private String date(@Nullable Instant at) {
        return at == null ? "" : DATE.format(at.atZone(clock.getZone()));
    }

    String by(TimelineEntry entry, Locale locale) {
        return Objects.requireNonNullElseGet(
                entry.by(), () -> texts.get("request.party." + entry.party(), locale));
    }
}
