package org.zhumin.request;

import org.zhumin.kernel.ProblemCode;
import org.zhumin.kernel.ProblemKind;

/** Why the request desk refuses. */
public enum RequestProblem implements ProblemCode {
    NOT_FOUND("request.not-found", ProblemKind.NOT_FOUND),
    NOT_ALLOWED_IN_STATE("request.not-allowed-in-state", ProblemKind.CONFLICT),
    NOT_YOURS_TO_DECIDE("request.not-yours-to-decide", ProblemKind.FORBIDDEN),
    CONTENT_REFUSED("request.content-refused", ProblemKind.REJECTED),
    CATEGORY_UNKNOWN("request.category-unknown", ProblemKind.REJECTED),
    CATEGORY_NOT_FOR_KIND("request.category-not-for-kind", ProblemKind.REJECTED),
    ANSWERS_INVALID("request.answers-invalid", ProblemKind.REJECTED),
    AREA_UNKNOWN("request.area-unknown", ProblemKind.REJECTED),
    MEDIA_UNKNOWN("request.media-unknown", ProblemKind.REJECTED),
    HANDLER_UNKNOWN("request.handler-unknown", ProblemKind.REJECTED);

    private final String code;
    private final ProblemKind kind;

    RequestProblem(String code, ProblemKind kind) {
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
