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
    TITLE_NEEDED("request.title-needed", ProblemKind.REJECTED),
    HANDLER_UNKNOWN("request.handler-unknown", ProblemKind.REJECTED),
    ASSIGNEE_UNKNOWN("request.assignee-unknown", ProblemKind.REJECTED),
    RETURN_TOO_LATE("request.return-too-late", ProblemKind.CONFLICT),
    REOPEN_TOO_LATE("request.reopen-too-late", ProblemKind.CONFLICT),
    APPEAL_TOO_LATE("request.appeal-too-late", ProblemKind.CONFLICT),
    RATING_TOO_LATE("request.rating-too-late", ProblemKind.CONFLICT),
    AT_THE_TOP("request.at-the-top", ProblemKind.CONFLICT),
    REPORTER_PROTECTED("request.reporter-protected", ProblemKind.FORBIDDEN),
    DUE_DATE_PAST("request.due-date-past", ProblemKind.REJECTED),
    MERGE_TARGET_UNKNOWN("request.merge-target-unknown", ProblemKind.REJECTED),
    NOT_SUPPORTABLE("request.not-supportable", ProblemKind.CONFLICT),
    OWN_REQUEST("request.own-request", ProblemKind.CONFLICT),
    SORT_NOT_FOR_QUEUE("request.sort-not-for-queue", ProblemKind.REJECTED),
    SEARCH_TOO_SHORT("request.search-too-short", ProblemKind.REJECTED),
    ACTION_NOT_FOR_BATCH("request.action-not-for-batch", ProblemKind.REJECTED),
    ORGANIZATION_UNKNOWN("request.organization-unknown", ProblemKind.FORBIDDEN);

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
