package org.zhumin.platform.web;

import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.ServerHttpRequest;

/**
 * A path with one variable, matched for less than a pattern costs.
 *
 * @param template as {@code /api/v1/projects/{id}/tally}
 * @param before the variable
 * @param after the variable
 */
record HotPath(String template, String before, String after) {
    static HotPath of(String template) {
        return new HotPath(
                template,
                template.substring(0, template.indexOf('{')),
                template.substring(template.indexOf('}') + 1));
    }

    /** The variable, if this is such a path and the variable is of letters and digits. */
    @Nullable String idOf(ServerHttpRequest request) {
        String path = request.getURI().getRawPath();
        int length = path.length() - before.length() - after.length();
        if (length <= 0 || !path.startsWith(before) || !path.endsWith(after)) {
            return null;
        }
        String id = path.substring(before.length(), before.length() + length);
        return id.chars().allMatch(Character::isLetterOrDigit) ? id : null;
    }
}
