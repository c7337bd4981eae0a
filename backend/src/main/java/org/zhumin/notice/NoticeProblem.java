package org.zhumin.notice;

import org.zhumin.kernel.ProblemCode;
import org.zhumin.kernel.ProblemKind;

/** Why the inbox refuses. */
public enum NoticeProblem implements ProblemCode {
    TEMPLATE_UNKNOWN("notice.template-unknown", ProblemKind.REJECTED),
    READ_WHAT("notice.read-what", ProblemKind.REJECTED);

    private final String code;
    private final ProblemKind kind;

    NoticeProblem(String code, ProblemKind kind) {
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
