package org.zhumin.identity;

import org.zhumin.kernel.ProblemCode;
import org.zhumin.kernel.ProblemKind;

/** Why identity refuses. */
public enum IdentityProblem implements ProblemCode {
    NOT_VERIFIED_ENOUGH("identity.not-verified-enough", ProblemKind.FORBIDDEN);

    private final String code;
    private final ProblemKind kind;

    IdentityProblem(String code, ProblemKind kind) {
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
