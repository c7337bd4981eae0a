package org.zhumin.vote;

import org.zhumin.kernel.FieldProblem;
import org.zhumin.kernel.ProblemCode;
import org.zhumin.kernel.ProblemKind;

import java.util.List;

/** Why a vote is refused. */
public enum VoteProblem implements ProblemCode {
    /** What was chosen is against the rules of the step; {@code errors} say where. */
    INVALID("vote.invalid", ProblemKind.REJECTED),
    /** With {@code missing}, see {@link Eligibility}. */
    NOT_ELIGIBLE("vote.not-eligible", ProblemKind.FORBIDDEN),
    /** With {@code opensAt}. */
    NOT_OPEN("vote.not-open", ProblemKind.CONFLICT),
    /** With {@code closedAt}. */
    CLOSED("vote.closed", ProblemKind.CONFLICT),
    NO_POLL("vote.no-poll", ProblemKind.NOT_FOUND),
    NO_VOTE("vote.no-vote", ProblemKind.NOT_FOUND),
    NOT_QUARANTINED("vote.not-quarantined", ProblemKind.CONFLICT),
    NO_APPEAL("vote.no-appeal", ProblemKind.NOT_FOUND),
    APPEAL_DECIDED("vote.appeal-decided", ProblemKind.CONFLICT),
    /** Who has quarantined a vote does not decide the appeal against it. */
    OWN_DECISION("vote.own-decision", ProblemKind.FORBIDDEN),
    /** A poll with other content has this id. */
    OTHER_POLL("vote.other-poll", ProblemKind.CONFLICT),
    /** Nearer than {@link Poll#NOTICE}. */
    CLOSES_TOO_SOON("vote.closes-too-soon", ProblemKind.REJECTED);

    private final String code;
    private final ProblemKind kind;

    VoteProblem(String code, ProblemKind kind) {
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

    /** Refuses if anything is wrong. */
    static void refuse(List<FieldProblem> wrong) {
        if (!wrong.isEmpty()) {
            throw INVALID.problem().withErrors(wrong).refusal();
        }
    }
}
