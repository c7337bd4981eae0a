package org.zhumin.notice;

import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * The kinds of fields in WeChat's templates and what each takes; the rest is cut here, since WeChat
 * refuses a message for one field that is too long, empty or of other characters. Source: WeChat's
 * documentation of subscribe messages, "parameter limits" (订阅消息参数值内容限制).
 */
enum FieldKind {
    THING("thing", text -> cut(text, 20)),
    NUMBER("number", text -> whole(text, "[+-]?\\d{1,31}(\\.\\d{1,20})?", 32)),
    LETTER("letter", text -> head(text.replaceAll("[^A-Za-z]", ""), 32)),
    SYMBOL("symbol", text -> head(text.replaceAll("[^\\p{P}\\p{S}]", ""), 5)),
    CHARACTER_STRING("character_string", text -> head(text.replaceAll("[^!-~]", ""), 32)),
    TIME("time", text -> whole(text, ".*\\d{1,2}:\\d{2}", 64)),
    DATE("date", text -> whole(text, "\\d{4}.*\\d.*", 64)),
    AMOUNT("amount", text -> whole(text, "\\p{Sc}?\\d{1,10}(\\.\\d{1,2})?\\p{IsHan}?", 15)),
    PHONE_NUMBER("phone_number", text -> head(text.replaceAll("[^0-9+-]", ""), 17)),
    CAR_NUMBER("car_number", text -> head(text, 8)),
    NAME("name", text -> head(text, hasHan(text) ? 10 : 20)),
    PHRASE("phrase", text -> head(text.replaceAll("[^\\p{IsHan}]", ""), 5));

    /** The kind, then the number of the field in the template. */
    static final String NAMES =
            "(thing|number|letter|symbol|character_string|time|date|amount|phone_number"
                    + "|car_number|name|phrase)\\d{1,2}";

    private static final Pattern GAP = Pattern.compile("[\\s\\p{Cntrl}\\p{Z}]+");
    private static final String NOTHING = "-";

    private final String prefix;
    private final UnaryOperator<String> fit;

    FieldKind(String prefix, UnaryOperator<String> fit) {
        this.prefix = prefix;
        this.fit = fit;
    }

    /**
     * @param field a name that matches {@link #NAMES}
     */
    static FieldKind of(String field) {
        String prefix = field.replaceAll("\\d+$", "");
        for (FieldKind kind : values()) {
            if (kind.prefix.equals(prefix)) {
                return kind;
            }
        }
        throw new IllegalArgumentException("no field of WeChat's: " + field);
    }

    /** What WeChat takes of this text; empty if that is nothing. */
    String fit(String text) {
        String fitting = fit.apply(GAP.matcher(text).replaceAll(" ").strip()).strip();
        return fitting.isEmpty() && (this == THING || this == CHARACTER_STRING)
                ? NOTHING
                : fitting;
    }

    private static String cut(String text, int max) {
        return text.length() <= max ? text : head(text, max - 1) + "…";
    }

    /** Never half of a character that takes two units. */
    private static String head(String text, int max) {
        if (text.length() <= max) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(max - 1)) ? max - 1 : max);
    }

    /** All of it or nothing: half a number is another number. */
    private static String whole(String text, String form, int max) {
        return text.length() <= max && text.matches(form) ? text : "";
    }

    private static boolean hasHan(String text) {
        return text.codePoints()
                .anyMatch(c -> Character.UnicodeScript.of(c) == Character.UnicodeScript.HAN);
    }
}
