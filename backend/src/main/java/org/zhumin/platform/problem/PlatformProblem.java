package org.zhumin.platform.problem;

import org.zhumin.kernel.DomainException;
import org.zhumin.kernel.ProblemCode;
import org.zhumin.kernel.ProblemKind;

/** Refusals that are no feature's own. */
public enum PlatformProblem implements ProblemCode {
    MALFORMED("request.malformed", ProblemKind.MALFORMED),
    INVALID("request.invalid", ProblemKind.REJECTED),
    TOO_LARGE("request.too-large", ProblemKind.TOO_LARGE),
    CURSOR_INVALID("request.cursor-invalid", ProblemKind.MALFORMED),
    IDEMPOTENCY_KEY_INVALID("idempotency.key-invalid", ProblemKind.MALFORMED),
    OTHER_BODY("idempotency.other-body", ProblemKind.REJECTED),
    NOT_FOUND("http.not-found", ProblemKind.NOT_FOUND),
    METHOD_NOT_ALLOWED("http.method-not-allowed", ProblemKind.NOT_SUPPORTED),
    NOT_ACCEPTABLE("http.not-acceptable", ProblemKind.NOT_ACCEPTABLE),
    UNSUPPORTED_TYPE("http.unsupported-media-type", ProblemKind.UNSUPPORTED_TYPE),
    SIGN_IN_NEEDED("auth.sign-in-needed", ProblemKind.UNAUTHENTICATED),
    TOKEN_REJECTED("auth.token-rejected", ProblemKind.UNAUTHENTICATED),
    FORBIDDEN("auth.forbidden", ProblemKind.FORBIDDEN),
    STALE("state.changed-meanwhile", ProblemKind.CONFLICT),
    LIMITED("limit.exceeded", ProblemKind.LIMITED),
    UNAVAILABLE("service.unavailable", ProblemKind.UNAVAILABLE),
    INTERNAL("service.internal", ProblemKind.INTERNAL);

    private final String code;
    private final ProblemKind kind;

    PlatformProblem(String code, ProblemKind kind) {
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

    /** Whether it failed with this. */
    public boolean isOf(Throwable failure) {
        return failure instanceof DomainException refusal && refusal.is(this);
    }
}
