package org.zhumin.request;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.zhumin.platform.InvalidConfiguration;
import org.zhumin.platform.calendar.WorkingCalendar;
import org.zhumin.request.DeadlineFile.CategoryLimits;
import org.zhumin.request.DeadlineFile.Version;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

/** Which limits a request has: by its kind, its category, and the day it was submitted. */
@Component
class DeadlineRules {
    private static final String PROPERTY = "zhumin.request-deadlines.versions";

    private final List<Version> versions;

    /** From each category to the one above it. */
    private final Map<String, String> parents = new HashMap<>();

    /** Fails with {@link InvalidConfiguration} that says what is missing or unknown. */
    DeadlineRules(DeadlineFile file, Categories categories) {
        versions = file.versions();
        categories.roots().forEach(this::addChildren);
        for (int i = 0; i < versions.size(); i++) {
            check(versions.get(i), categories);
            require(
                    i == 0 || versions.get(i - 1).from().isBefore(versions.get(i).from()),
                    "version '" + versions.get(i).version() + "' begins before the one above it");
        }
        require(
                versions.stream().map(Version::version).distinct().count() == versions.size(),
                "two versions have the same name");
    }

    private void addChildren(Category category) {
        for (Category child : category.children()) {
            parents.put(child.code(), category.code());
            addChildren(child);
        }
    }

    private static void check(Version version, Categories categories) {
        require(
                version.kinds().keySet().equals(Set.of(RequestKind.values())),
                "version '" + version.version() + "' does not name every kind");
        for (CategoryLimits limits : version.categories()) {
            require(
                    categories.find(limits.code()).isPresent(),
                    "there is no category '" + limits.code() + "'");
        }
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new InvalidConfiguration(PROPERTY, otherwise + ".");
        }
    }

    /**
     * @param category absent while triage has not decided it
     */
    Limits limits(RequestKind kind, @Nullable String category, Instant submittedAt) {
        Version version = versionOn(submittedAt.atZone(WorkingCalendar.ZONE).toLocalDate());
        Limit resolve = Objects.requireNonNull(version.kinds().get(kind)).resolve();
        return new Limits(
                version.version(),
                find(version, kind, category, CategoryLimits::accept, version.accept()),
                find(version, kind, category, CategoryLimits::sign, version.sign()),
                find(version, kind, category, CategoryLimits::resolve, resolve),
                version.returning(),
                version.silence(),
                version.reopen(),
                version.extensions().times(),
                version.extensions().workingDays());
    }

    /** What is older than the first version goes by the first. */
    private Version versionOn(LocalDate day) {
        Version found = versions.getFirst();
        for (Version version : versions) {
            if (!version.from().isAfter(day)) {
                found = version;
            }
        }
        return found;
    }

    /** What the deepest category that says so has, otherwise the general limit. */
    private Limit find(
            Version version,
            RequestKind kind,
            @Nullable String category,
            Function<CategoryLimits, @Nullable Limit> which,
            Limit otherwise) {
        for (String code = category; code != null; code = parents.get(code)) {
            for (CategoryLimits limits : version.categories()) {
                Limit limit = which.apply(limits);
                if (limit != null && limits.code().equals(code) && limits.isFor(kind)) {
                    return limit;
                }
            }
        }
        return otherwise;
    }
}
