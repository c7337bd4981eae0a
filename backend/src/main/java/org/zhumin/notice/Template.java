package org.zhumin.notice;

import org.zhumin.platform.ConfigEntry;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One of the operator's message templates at WeChat.
 *
 * @param id as WeChat gives it
 * @param kind ONE_TIME: one acceptance, one message; LONG_TERM: accepted until taken back
 * @param scenes where the mini-program asks for it
 * @param types the notices that are sent with it
 * @param fields all of the template's fields
 */
record Template(String id, Kind kind, List<String> scenes, List<String> types, List<Field> fields) {
    private static final Pattern ID = Pattern.compile("[0-9A-Za-z_-]{1,64}");

    static Template read(ConfigEntry template) {
        return new Template(
                template.value("id", ConfigEntry.matching(ID)),
                template.optional("kind", ConfigEntry.oneOf(Kind.class)).orElse(Kind.ONE_TIME),
                template.values("scenes", Function.identity()),
                template.some("types", template.values("types", Function.identity())),
                template.some("fields", template.entries("fields", Field::read)));
    }

    enum Kind {
        ONE_TIME,
        LONG_TERM
    }

    /**
     * @param name kind and number, such as {@code thing1}
     * @param value text in which {0}, {1}, … are the notice's parameters, {title} and {text} its
     *     texts in Chinese, and {at} its time
     */
    record Field(String name, String value) {
        private static final Pattern PLACE = Pattern.compile("\\{(at|title|text|\\d)}");

        private static Field read(ConfigEntry field) {
            return new Field(
                    field.value("name", ConfigEntry.matching(FieldKind.NAMES)),
                    field.text("value"));
        }

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
