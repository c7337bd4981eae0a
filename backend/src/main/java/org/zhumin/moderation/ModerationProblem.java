package org.zhumin.moderation;

import org.zhumin.kernel.ProblemCode;
import org.zhumin.kernel.ProblemKind;

/** Why moderation refuses. */
public enum ModerationProblem implements ProblemCode {
    /** The case is not there, or not for the one who asks. */
    NOT_FOUND("moderation.not-found", ProblemKind.NOT_FOUND),
    /** There is no such content, or the one who asks cannot read it. */
    TARGET_NOT_FOUND("moderation.target-not-found", ProblemKind.NOT_FOUND),
    /** With {@code state} and {@code allowed}. */
    NOT_ALLOWED_IN_STATE("moderation.not-allowed-in-state", ProblemKind.CONFLICT),
    APPEAL_TOO_LATE("moderation.appeal-too-late", ProblemKind.CONFLICT),
    /** Nobody reports, or decides on, what is their own. */
    OWN_CONTENT("moderation.own-content", ProblemKind.FORBIDDEN),
    /** Who made the decision does not judge the appeal. */
    OTHER_PERSON_NEEDED("moderation.other-person-needed", ProblemKind.FORBIDDEN);

    private final String code;
    private final ProblemKind kind;

    ModerationProblem(String code, ProblemKind kind) {
        this.code = code;
        this.kind = kind;
    }

    @Override
    public String code() {
        return code;
    }

    @Override
    public ProblemKind kind() {
        return kind;
    }
}
