package org.zhumin.vote;

import org.jspecify.annotations.Nullable;

import java.util.Map;
import java.util.TreeMap;

/**
 * JSON text in one form only: members sorted by name, absent ones left out, no spaces, and nothing
 * escaped but quotes, backslashes and control characters. Equal values have equal bytes, and
 * anybody can read them.
 */
final class CanonicalJson {
    private final Map<String, String> members = new TreeMap<>();

    CanonicalJson with(String name, @Nullable Object value) {
        if (value != null) {
            members.put(name, json(value));
        }
        return this;
    }

    @Override
    public String toString() {
        var text = new StringBuilder(64).append('{');
        members.forEach(
                (name, value) -> {
                    text.append(text.length() == 1 ? "" : ",");
                    append(name, text);
                    text.append(':').append(value);
                });
        return text.append('}').toString();
    }

    private static String json(Object value) {
        return switch (value) {
            case Number number -> number.toString();
            case CanonicalJson object -> object.toString();
            case Iterable<?> many -> {
                var text = new StringBuilder("[");
                many.forEach(one -> text.append(text.length() == 1 ? "" : ",").append(json(one)));
                yield text.append(']').toString();
            }
            default -> string(value.toString());
        };
    }

    private static String string(String value) {
        var text = new StringBuilder(value.length() + 2);
        append(value, text);
        return text.toString();
    }

    private static void append(String value, StringBuilder text) {
        text.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c < ' ') {
                text.append(String.format("\\u%04x", (int) c));
            } else {
                text.append(c == '"' || c == '\\' ? "\\" : "").append(c);
            }
        }
        text.append('"');
    }
}
