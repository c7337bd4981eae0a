package org.zhumin.request;

import org.jspecify.annotations.Nullable;
import org.zhumin.platform.ConfigEntry;
import org.zhumin.platform.ConfigFiles;

import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The deadlines as {@code config/request-deadlines.yaml} has them.
 *
 * @param versions the oldest first, each in force until the next begins
 */
record DeadlineFile(List<Version> versions, EscalationLimits escalation) {
    static final ConfigFiles.Source SOURCE =
            new ConfigFiles.Source(
                    "request-deadlines.yaml",
                    "zhumin.request-deadlines",
                    "zhumin.request-deadlines");

    DeadlineFile {
        versions = List.copyOf(versions);
    }

    static DeadlineFile read(ConfigEntry file) {
        return new DeadlineFile(
                file.some("versions", file.entries("versions", Version::read)),
                file.entry("escalation", EscalationLimits::read));
    }

    /**
     * The rules from one day on.
     *
     * @param kinds every kind of request
     * @param categories exceptions
     */
    record Version(
            String version,
            LocalDate from,
            Limit accept,
            Limit sign,
            Limit returning,
            Limit silence,
            Limit reopen,
            Extensions extensions,
            Map<RequestKind, KindLimits> kinds,
            List<CategoryLimits> categories) {
        Version {
            kinds = Map.copyOf(kinds);
            categories = List.copyOf(categories);
        }

        private static Version read(ConfigEntry version) {
            return new Version(
                    version.text("version"),
                    version.value("from", LocalDate::parse),
                    version.value("accept", Limit::of),
                    version.value("sign", Limit::of),
                    version.value("returning", Limit::of),
                    version.value("silence", Limit::of),
                    version.value("reopen", Limit::of),
                    version.entry("extensions", Extensions::read),
                    version.entry("kinds", KindLimits::readAll),
                    version.entries("categories", CategoryLimits::read));
        }
    }

    record Extensions(int times, int workingDays) {
        private static Extensions read(ConfigEntry extensions) {
            return new Extensions(
                    extensions.number("times", 0, 10), extensions.number("working-days", 0, 60));
        }
    }

    record KindLimits(Limit resolve) {
        private static Map<RequestKind, KindLimits> readAll(ConfigEntry kinds) {
            var limits = new EnumMap<RequestKind, KindLimits>(RequestKind.class);
            for (RequestKind kind : RequestKind.values()) {
                kinds.optionalEntry(kind.name(), KindLimits::read)
                        .ifPresent(found -> limits.put(kind, found));
            }
            return limits;
        }

        private static KindLimits read(ConfigEntry kind) {
            return new KindLimits(kind.value("resolve", Limit::of));
        }
    }

    /**
     * What differs for a category and those below it.
     *
     * @param kinds for these only; empty: for all
     */
    record CategoryLimits(
            String code,
            List<RequestKind> kinds,
            @Nullable Limit accept,
            @Nullable Limit sign,
            @Nullable Limit resolve) {
        CategoryLimits {
            kinds = List.copyOf(kinds);
        }

        private static CategoryLimits read(ConfigEntry category) {
            return new CategoryLimits(
                    category.text("code"),
                    category.values("kinds", ConfigEntry.oneOf(RequestKind.class)),
                    category.optional("accept", Limit::of).orElse(null),
                    category.optional("sign", Limit::of).orElse(null),
                    category.optional("resolve", Limit::of).orElse(null));
        }

        boolean isFor(RequestKind kind) {
            return kinds.isEmpty() || kinds.contains(kind);
        }
    }

    /**
     * @param firstAfterDays working days over the deadline until it goes one level up
     * @param nextAfterDays working days from each level to the next
     */
    record EscalationLimits(int firstAfterDays, int nextAfterDays) {
        private static EscalationLimits read(ConfigEntry escalation) {
            return new EscalationLimits(
                    escalation.number("first-after-days", 1, 60),
                    escalation.number("next-after-days", 1, 60));
        }
    }
}
