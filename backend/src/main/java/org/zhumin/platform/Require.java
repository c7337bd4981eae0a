package org.zhumin.platform;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.regex.Pattern;

/**
 * What the records of properties demand when they are made, each failing with {@link
 * InvalidConfiguration}. Bean Validation would do the same for a tenth of a start.
 */
public final class Require {
    private Require() {}

    public static void inRange(String property, long value, long min, long max) {
        require(
                min <= value && value <= max,
                property,
                "must be " + min + " to " + max + " and is " + value + ".");
    }

    public static void atLeast(String property, long value, long min) {
        require(min <= value, property, "must be at least " + min + " and is " + value + ".");
    }

    public static void inRange(
            String property, @Nullable Duration value, Duration min, Duration max) {
        require(
                value != null && min.compareTo(value) <= 0 && value.compareTo(max) <= 0,
                property,
                "must be " + min + " to " + max + " and is " + value + ".");
    }

    public static void atLeast(String property, @Nullable Duration value, Duration min) {
        require(
                value != null && min.compareTo(value) <= 0,
                property,
                "must be at least " + min + " and is " + value + ".");
    }

    public static void notNull(String property, @Nullable Object value) {
        require(value != null, property, "must not be empty.");
    }

    public static void notBlank(String property, @Nullable String value) {
        require(value != null && !value.isBlank(), property, "must not be empty.");
    }

    /**
     * @param value may be a secret, so it is not said; null is fine
     * @param what is expected, such as {@code eleven digits}
     */
    public static void form(String property, @Nullable String value, Pattern form, String what) {
        require(value == null || form.matcher(value).matches(), property, "must be " + what + ".");
    }

    /** Fails with this sentence unless it holds. */
    public static void require(boolean holds, String property, String otherwise) {
        if (!holds) {
            throw new InvalidConfiguration(property, otherwise);
        }
    }
}
