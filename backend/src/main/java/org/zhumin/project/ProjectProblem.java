package org.zhumin.project;

import org.zhumin.kernel.ProblemCode;
import org.zhumin.kernel.ProblemKind;

/** Why a project refuses. */
public enum ProjectProblem implements ProblemCode {
    NOT_FOUND("project.not-found", ProblemKind.NOT_FOUND),
    NOT_ALLOWED_IN_STATE("project.not-allowed-in-state", ProblemKind.CONFLICT),
    FROZEN_WHILE_VOTING("project.frozen-while-voting", ProblemKind.CONFLICT),
    FIXED_SINCE_VOTE("project.fixed-since-vote", ProblemKind.CONFLICT),
    STEP_STILL_OPEN("project.step-still-open", ProblemKind.CONFLICT),
    STEP_CLOSED("project.step-closed", ProblemKind.CONFLICT),
    NOT_COUNTED_YET("project.not-counted-yet", ProblemKind.CONFLICT),
    DECISION_NEEDED("project.decision-needed", ProblemKind.CONFLICT),
    DECIDED_AGAINST("project.decided-against", ProblemKind.CONFLICT),
    ALREADY_DECIDED("project.already-decided", ProblemKind.CONFLICT),
    REVIEW_NEEDED("project.review-needed", ProblemKind.CONFLICT),
    DECIDED_BY_ROUND("project.decided-by-round", ProblemKind.CONFLICT),
    CLOSES_TOO_SOON("project.closes-too-soon", ProblemKind.REJECTED),
    NOT_LATER("project.not-later", ProblemKind.REJECTED),
    REASON_NEEDED("project.reason-needed", ProblemKind.REJECTED),
    REASON_RESERVED("project.reason-reserved", ProblemKind.REJECTED),
    AREA_UNKNOWN("project.area-unknown", ProblemKind.REJECTED),
    IMPLEMENTER_UNKNOWN("project.implementer-unknown", ProblemKind.REJECTED),
    OPTION_TWICE("project.option-twice", ProblemKind.REJECTED),
    CONTENT_REFUSED("project.content-refused", ProblemKind.REJECTED),
    MILESTONE_NOT_FOUND("project.milestone-not-found", ProblemKind.NOT_FOUND),
    TOO_MANY_MILESTONES("project.too-many-milestones", ProblemKind.CONFLICT),
    FOLLOWERS_ONLY("project.followers-only", ProblemKind.FORBIDDEN),
    OBSERVATION_NOT_FOUND("project.observation-not-found", ProblemKind.NOT_FOUND),
    OBSERVATION_ANSWERED("project.observation-already-answered", ProblemKind.CONFLICT),
    DUE_DATE_NEEDED("project.due-date-needed", ProblemKind.REJECTED),
    SHIFT_NOT_FOUND("project.shift-not-found", ProblemKind.NOT_FOUND),
    SHIFT_OVER("project.shift-over", ProblemKind.CONFLICT),
    SHIFT_FULL("project.shift-full", ProblemKind.CONFLICT),
    SHIFT_LENGTH("project.shift-length", ProblemKind.REJECTED),
    NOT_SIGNED_UP("project.not-signed-up", ProblemKind.FORBIDDEN),
    NOT_REPORTABLE("project.not-reportable", ProblemKind.CONFLICT),
    ALREADY_REPORTED("project.already-reported", ProblemKind.CONFLICT),
    ROUND_NOT_FOUND("round.not-found", ProblemKind.NOT_FOUND),
    ROUND_UNKNOWN("project.round-unknown", ProblemKind.REJECTED),
    ROUND_OTHER_AREA("project.round-other-area", ProblemKind.REJECTED),
    ROUND_NOT_IN_STATE("round.not-allowed-in-state", ProblemKind.CONFLICT),
    NO_CANDIDATES("round.no-candidates", ProblemKind.CONFLICT),
    DRAW_INCOMPLETE("round.draw-incomplete", ProblemKind.REJECTED),
    NOT_A_RESIDENT("round.not-a-resident", ProblemKind.FORBIDDEN);

    private final String code;
    private final ProblemKind kind;

    ProjectProblem(String code, ProblemKind kind) {
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
