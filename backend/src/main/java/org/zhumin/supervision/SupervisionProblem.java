package org.zhumin.supervision;

import org.zhumin.kernel.ProblemCode;
import org.zhumin.kernel.ProblemKind;

/** Why supervision refuses. */
public enum SupervisionProblem implements ProblemCode {
    RECTIFICATION_NOT_FOUND("supervision.rectification-not-found", ProblemKind.NOT_FOUND),
    CASE_NOT_FOUND("supervision.case-not-found", ProblemKind.NOT_FOUND),
    NOT_ALLOWED_IN_STATE("supervision.not-allowed-in-state", ProblemKind.CONFLICT),
    NOT_YOURS_TO_DECIDE("supervision.not-yours-to-decide", ProblemKind.FORBIDDEN),
    /** Nobody verifies or judges what their own organisation did. */
    OWN_ORGANIZATION("supervision.own-organization", ProblemKind.FORBIDDEN),
    NOTHING_ABOVE("supervision.nothing-above", ProblemKind.CONFLICT),
    DUE_IN_THE_PAST("supervision.due-in-the-past", ProblemKind.REJECTED),
    ORGANIZATION_UNKNOWN("supervision.organization-unknown", ProblemKind.REJECTED);

    private final String code;
    private final ProblemKind kind;

    SupervisionProblem(String code, ProblemKind kind) {
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
