package org.zhumin.request;

import org.zhumin.kernel.ProblemCode;
import org.zhumin.kernel.ProblemKind;

/** Why a clock is not changed. */
public enum DeadlineProblem implements ProblemCode {
    /** Only the resolve clock, once signed and before the reply, can be changed. */
    CLOCK_NOT_RUNNING("request.clock-not-running", ProblemKind.CONFLICT),
    CLOCK_PAUSED("request.clock-paused", ProblemKind.CONFLICT),
    CLOCK_NOT_PAUSED("request.clock-not-paused", ProblemKind.CONFLICT),
    EXTENSION_NOT_LATER("request.extension-not-later", ProblemKind.REJECTED),
    EXTENSION_TOO_LONG("request.extension-too-long", ProblemKind.REJECTED),
    EXTENSION_USED_UP("request.extension-used-up", ProblemKind.CONFLICT),
    EXTENSION_ASKED_TOO_LATE("request.extension-asked-too-late", ProblemKind.CONFLICT);

    private final String code;
    private final ProblemKind kind;

    DeadlineProblem(String code, ProblemKind kind) {
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
