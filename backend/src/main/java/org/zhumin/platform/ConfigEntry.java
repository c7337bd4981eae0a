package org.zhumin.platform;

import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Named values in one of the {@link ConfigFiles}. Whatever is wrong with one fails with {@link
 * InvalidConfiguration}, which names the entry and the file. {@code working-days} is also found as
 * {@code workingDays}; a value that is empty counts as left out.
 */
public final class ConfigEntry {
    private final String file;
    private final String path;
    private final Map<String, Object> unread = new LinkedHashMap<>();

    ConfigEntry(String file, String path, Object values) {
        this.file = file;
        this.path = path;
        if (!(values instanceof Map<?, ?> map)) {
            throw wrong(path, "has to have named entries.");
        }
        map.forEach((name, value) -> unread.put(String.valueOf(name), value));
    }

    /** Reads it, and refuses what the reader did not ask for. */
    <T> T readAll(Function<ConfigEntry, T> reader) {
        T read = reader.apply(this);
        for (String name : unread.keySet()) {
            throw wrong(inside(name), "is not known here.");
        }
        return read;
    }

    /** Fails when it is left out. */
    public String text(String name) {
        return value(name, Function.identity());
    }

    /**
     * Fails when it is left out.
     *
     * @param form may throw what parsers throw
     */
    public <T> T value(String name, Function<String, T> form) {
        return optional(name, form).orElseThrow(() -> missing(name));
    }

    /** Empty when it is left out. */
    public <T> Optional<T> optional(String name, Function<String, T> form) {
        return take(name).map(value -> formed(inside(name), value, form));
    }

    /** Fails when it is left out. */
    public int number(String name, int min, int max) {
        int number = value(name, ConfigEntry::whole);
        if (number < min || number > max) {
            throw wrong(inside(name), "must be " + min + " to " + max + " and is " + number + ".");
        }
        return number;
    }

    private static int whole(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException notNumber) {
            throw new IllegalArgumentException("'" + text + "' is no whole number", notNumber);
        }
    }

    /** Whether it is true; {@code otherwise} when it is left out. */
    public boolean flag(String name, boolean otherwise) {
        return optional(name, ConfigEntry::truth).orElse(otherwise);
    }

    private static boolean truth(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true", "yes", "on" -> true;
            case "false", "no", "off" -> false;
            default ->
                    throw new IllegalArgumentException("'" + text + "' is neither true nor false");
        };
    }

    /** For {@link #value}: one of the constants, whatever its case. */
    public static <E extends Enum<E>> Function<String, E> oneOf(Class<E> type) {
        return text ->
                Stream.of(type.getEnumConstants())
                        .filter(constant -> plain(constant.name()).equals(plain(text)))
                        .findFirst()
                        .orElseThrow(
                                () ->
                                        new IllegalArgumentException(
                                                "'"
                                                        + text
                                                        + "' is none of "
                                                        + List.of(type.getEnumConstants())));
    }

    /** For {@link #value}: a text of this form. */
    public static Function<String, String> matching(Pattern form) {
        return text -> {
            if (!form.matcher(text).matches()) {
                throw new IllegalArgumentException("'" + text + "' does not match " + form);
            }
            return text;
        };
    }

    /** None when it is left out. */
    public <T> List<T> values(String name, Function<String, T> form) {
        return each(name, (path, value) -> formed(path, value, form));
    }

    /** None when it is left out. */
    public <T> List<T> entries(String name, Function<ConfigEntry, T> reader) {
        return each(name, (path, value) -> new ConfigEntry(file, path, value).readAll(reader));
    }

    /** Fails when the list that was read under this name has nothing in it. */
    public <T> List<T> some(String name, List<T> list) {
        if (list.isEmpty()) {
            throw missing(name);
        }
        return list;
    }

    /** Fails when it is left out. */
    public <T> T entry(String name, Function<ConfigEntry, T> reader) {
        return optionalEntry(name, reader).orElseThrow(() -> missing(name));
    }

    /** Empty when it is left out. */
    public <T> Optional<T> optionalEntry(String name, Function<ConfigEntry, T> reader) {
        return take(name).map(value -> new ConfigEntry(file, inside(name), value).readAll(reader));
    }

    private interface Part<T> {
        T read(String path, Object value);
    }

    private <T> List<T> each(String name, Part<T> part) {
        Object value = take(name).orElse(List.of());
        if (!(value instanceof List<?> list)) {
            throw wrong(inside(name), "has to be a list.");
        }
        var read = new ArrayList<T>();
        for (Object one : list) {
            read.add(part.read(inside(name) + "[" + read.size() + "]", one));
        }
        return read;
    }

    private <T> T formed(String path, Object value, Function<String, T> form) {
        if (!(value instanceof String text) || text.isBlank()) {
            throw wrong(path, "has to be a single value.");
        }
        try {
            return form.apply(text);
        } catch (IllegalArgumentException | DateTimeException mistake) {
            throw wrong(path, mistake.getMessage() + ".");
        }
    }

    private Optional<Object> take(String name) {
        return Optional.ofNullable(unread.remove(written(name))).filter(value -> !"".equals(value));
    }

    private String written(String name) {
        return unread.containsKey(name)
                ? name
                : unread.keySet().stream()
                        .filter(other -> plain(other).equals(plain(name)))
                        .findFirst()
                        .orElse(name);
    }

    /** The same for every way to write a name. */
    static String plain(String name) {
        return name.replace("-", "").replace("_", "").toLowerCase(Locale.ROOT);
    }

    private String inside(String name) {
        return path + "." + name;
    }

    private InvalidConfiguration missing(String name) {
        return wrong(inside(name), "is missing.");
    }

    private InvalidConfiguration wrong(String where, String sentence) {
        return new InvalidConfiguration(where, sentence + " See " + file + ".");
    }
}
