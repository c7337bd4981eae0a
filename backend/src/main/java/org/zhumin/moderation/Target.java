package org.zhumin.moderation;

import org.zhumin.kernel.Ids;

import java.util.regex.Pattern;

/** The content that a case is about. */
record Target(String type, String id) {
    private static final Pattern TYPE = Pattern.compile("[A-Z][A-Z_]{0,39}");

    /**
     * As a client named it.
     *
     * @throws org.zhumin.kernel.DomainException {@link ModerationProblem#TARGET_NOT_FOUND} for what
     *     has not the form of a type or an id
     */
    static Target of(String type, String id) {
        if (!TYPE.matcher(type).matches() || !Ids.isValid(id)) {
            throw ModerationProblem.TARGET_NOT_FOUND.refusal();
        }
        return new Target(type, id);
    }
}
