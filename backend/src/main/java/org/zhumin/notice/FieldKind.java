package org.zhumin.notice;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The kinds of fields in WeChat's templates and what each takes; the rest is cut here, since WeChat
 * refuses a message for one field that is too long, empty or of other characters. Source: WeChat's
 * documentation of subscribe messages, "parameter limits" (订阅消息参数值内容限制).
 */
enum FieldKind {
    THING,
    NUMBER,
    LETTER,
    SYMBOL,
    CHARACTER_STRING,
    TIME,
    DATE,
    AMOUNT,
    PHONE_NUMBER,
    CAR_NUMBER,
    NAME,
    PHRASE;

    /** The kind, then the number of the field in the template. */
    static final Pattern NAMES =
            Pattern.compile(
                    "(thing|number|letter|symbol|character_string|time|date|amount|phone_number"
                            + "|car_number|name|phrase)\\d{1,2}");

    private static final Pattern GAP = Pattern.compile("[\\s\\p{Cntrl}\\p{Z}]+");
    private static final String NOTHING = "-";

    /**
     * @param field a name that matches {@link #NAMES}
     */
    static FieldKind of(String field) {
        return valueOf(field.replaceAll("\\d+$", "").toUpperCase(Locale.ROOT));
    }

    /** What WeChat takes of this text; empty if that is nothing. */
    String fit(String text) {
        String fitting = cutToFit(GAP.matcher(text).replaceAll(" ").strip()).strip();
        return fitting.isEmpty() && (this == THING || this == CHARACTER_STRING) ? NOTHING : fitting;
    }

    private String cutToFit(String text) {
        return switch (this) {
            case THING -> text.length() <= 20 ? text : head(text, 19) + "…";
            case NUMBER -> whole(text, "[+-]?\\d{1,31}(\\.\\d{1,20})?", 32);
            case LETTER -> head(text.replaceAll("[^A-Za-z]", ""), 32);
            case SYMBOL -> head(text.replaceAll("[^\\p{P}\\p{S}]", ""), 5);
            case CHARACTER_STRING -> head(text.replaceAll("[^!-~]", ""), 32);
            case TIME -> whole(text, ".*\\d{1,2}:\\d{2}", 64);
            case DATE -> whole(text, "\\d{4}.*\\d.*", 64);
            case AMOUNT -> whole(text, "\\p{Sc}?\\d{1,10}(\\.\\d{1,2})?\\p{IsHan}?", 15);
            case PHONE_NUMBER -> head(text.replaceAll("[^0-9+-]", ""), 17);
            case CAR_NUMBER -> head(text, 8);
            case NAME -> head(text, hasHan(text) ? 10 : 20);
            case PHRASE -> head(text.replaceAll("[^\\p{IsHan}]", ""), 5);
        };
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
