package org.zhumin.platform.web;

import org.jspecify.annotations.Nullable;

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
    @Nullable String idOf(String path) {
        int length = path.length() - before.length() - after.length();
        if (length <= 0 || !path.startsWith(before) || !path.endsWith(after)) {
            return null;
        }
        String id = path.substring(before.length(), before.length() + length);
        return isPlain(id) ? id : null;
    }

    /** Whether there are but letters and digits in it, of ASCII. */
    static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c > 'z' || !Character.isLetterOrDigit(c)) {
                return false;
            }
        }
        return true;
    }
}
