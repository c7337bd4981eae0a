package org.zhumin.notice;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;

import org.springframework.boot.context.properties.bind.DefaultValue;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;

/**
 * One of the operator's message templates at WeChat.
 *
 * @param id as WeChat gives it
 * @param kind ONE_TIME: one acceptance, one message; LONG_TERM: accepted until taken back
 * @param scenes where the mini-program asks for it
 * @param types the notices that are sent with it
 * @param fields all of the template's fields
 */
record Template(
        @NotBlank @Pattern(regexp = "[0-9A-Za-z_-]{1,64}") String id,
        @DefaultValue("ONE_TIME") @NotNull Kind kind,
        @DefaultValue List<@NotBlank String> scenes,
        @NotEmpty List<@NotBlank String> types,
        @NotEmpty @Valid List<Field> fields) {
    enum Kind {
        ONE_TIME,
        LONG_TERM
    }

    /**
     * @param name kind and number, such as {@code thing1}
     * @param value text in which {0}, {1}, … are the notice's parameters, {title} and {text} its
     *     texts in Chinese, and {at} its time
     */
    record Field(@NotNull @Pattern(regexp = FieldKind.NAMES) String name, @NotBlank String value) {
        private static final java.util.regex.Pattern PLACE =
                java.util.regex.Pattern.compile("\\{(at|title|text|\\d)}");

        String fill(Content content) {
            FieldKind kind = FieldKind.of(name);
            String text =
                    PLACE.matcher(value)
                            .replaceAll(
                                    found ->
                                            Matcher.quoteReplacement(
                                                    content.part(found.group(1), kind)));
            return kind.fit(text);
        }
    }

    /** What a message says. */
    record Content(List<String> params, String title, String text, Instant at, ZoneId zone) {
        private static final DateTimeFormatter DATE =
                DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG).withLocale(Locale.CHINA);
        private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(" HH:mm");

        private String part(String name, FieldKind kind) {
            return switch (name) {
                case "title" -> title;
                case "text" -> text;
                case "at" -> time(kind == FieldKind.DATE);
                default -> param(Integer.parseInt(name));
            };
        }

        private String param(int index) {
            return index < params.size() ? params.get(index) : "";
        }

        /** As WeChat wants it: year, month and day with Chinese signs, then hours and minutes. */
        private String time(boolean dateOnly) {
            var local = at.atZone(zone);
            return dateOnly ? DATE.format(local) : DATE.format(local) + TIME.format(local);
        }
    }

    /** The fields as WeChat takes them; empty if nothing fitting is left of one of them. */
    Optional<Map<String, String>> fill(Content content) {
        var filled = new LinkedHashMap<String, String>();
        for (Field field : fields) {
            filled.put(field.name(), field.fill(content));
        }
        return filled.containsValue("") ? Optional.empty() : Optional.of(filled);
    }
}
