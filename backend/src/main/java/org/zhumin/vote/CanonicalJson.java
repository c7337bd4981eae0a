package org.zhumin.vote;

import org.jspecify.annotations.Nullable;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

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
        return members.entrySet().stream()
                .map(member -> string(member.getKey()) + ":" + member.getValue())
                .collect(Collectors.joining(",", "{", "}"));
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
        var text = new StringBuilder("\"");
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c < ' ') {
                text.append(String.format("\\u%04x", (int) c));
            } else {
                text.append(c == '"' || c == '\\' ? "\\" : "").append(c);
            }
        }
        return text.append('"').toString();
    }
}
