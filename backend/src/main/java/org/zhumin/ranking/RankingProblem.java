package org.zhumin.ranking;

import org.zhumin.kernel.ProblemCode;
import org.zhumin.kernel.ProblemKind;

/** Why rankings refuse. */
enum RankingProblem implements ProblemCode {
    PERIOD_UNKNOWN("ranking.period-unknown", ProblemKind.NOT_FOUND),
    VERSION_UNKNOWN("ranking.version-unknown", ProblemKind.NOT_FOUND),
    OBJECTION_UNKNOWN("ranking.objection-unknown", ProblemKind.NOT_FOUND),
    FORMULA_UNKNOWN("ranking.formula-unknown", ProblemKind.NOT_FOUND),
    FORMULA_EXISTS("ranking.formula-exists", ProblemKind.CONFLICT),
    FORMULA_NOT_FUTURE("ranking.formula-not-future", ProblemKind.REJECTED),
    WEIGHTS_INVALID("ranking.weights-invalid", ProblemKind.REJECTED),
    PERIOD_NOT_OVER("ranking.period-not-over", ProblemKind.CONFLICT),
    ALREADY_FROZEN("ranking.already-frozen", ProblemKind.CONFLICT),
    REASON_NEEDED("ranking.reason-needed", ProblemKind.REJECTED),
    NOT_FROZEN("ranking.not-frozen", ProblemKind.CONFLICT),
    OBJECTIONS_OVER("ranking.objections-over", ProblemKind.CONFLICT),
    OBJECTIONS_RUNNING("ranking.objections-running", ProblemKind.CONFLICT),
    OBJECTIONS_UNANSWERED("ranking.objections-unanswered", ProblemKind.CONFLICT),
    OBJECTIONS_TOO_MANY("ranking.objections-too-many", ProblemKind.CONFLICT),
    ALREADY_OBJECTED("ranking.already-objected", ProblemKind.CONFLICT),
    ALREADY_ANSWERED("ranking.already-answered", ProblemKind.CONFLICT),
    ORDER_UNKNOWN("ranking.order-unknown", ProblemKind.REJECTED),
    EXCLUSION_NOT_ALLOWED("ranking.exclusion-not-allowed", ProblemKind.REJECTED);

    private final String code;
    private final ProblemKind kind;

    RankingProblem(String code, ProblemKind kind) {
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
