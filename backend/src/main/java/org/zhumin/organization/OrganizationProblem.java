package org.zhumin.organization;

import org.zhumin.kernel.ProblemCode;
import org.zhumin.kernel.ProblemKind;

/** Why a call about an organisation is refused. */
public enum OrganizationProblem implements ProblemCode {
    NOT_FOUND("organization.not-found", ProblemKind.NOT_FOUND),
    /** A council says which of the three it is, and nothing else does. */
    COUNCIL_TYPE("organization.council-type", ProblemKind.REJECTED),
    /** The parent does not exist, is the organisation itself, or lies below it. */
    PARENT_INVALID("organization.parent-invalid", ProblemKind.REJECTED);

    private final String code;
    private final ProblemKind kind;

    OrganizationProblem(String code, ProblemKind kind) {
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
