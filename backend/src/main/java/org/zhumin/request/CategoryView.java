package org.zhumin.request;

import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * A category as residents choose it.
 *
 * @param deadlines for each kind it takes, how long each step may take if submitted now
 * @param publicLocation whether others may see roughly where a request is
 */
record CategoryView(
        String code,
        String name,
        List<RequestKind> kinds,
        List<CategoryView> children,
        List<FormField> form,
        Map<RequestKind, CategoryDeadlines> deadlines,
        boolean publicLocation) {

    static CategoryView of(Category category, DeadlineRules rules, Instant now) {
        var deadlines = new EnumMap<RequestKind, CategoryDeadlines>(RequestKind.class);
        for (RequestKind kind : category.kinds()) {
            deadlines.put(kind, CategoryDeadlines.of(rules.limits(kind, category.code(), now)));
        }
        return new CategoryView(
                category.code(),
                category.name(),
                category.kinds(),
                category.children().stream().map(child -> of(child, rules, now)).toList(),
                category.form(),
                deadlines,
                category.publicLocation());
    }

    /**
     * @param accept until the desk has looked at it (受理)
     * @param resolve from then until the reply (办结)
     */
    record CategoryDeadlines(Limit accept, Limit resolve) {
        static CategoryDeadlines of(Limits limits) {
            return new CategoryDeadlines(limits.accept(), limits.resolve());
        }
    }
}
