package org.zhumin.moderation;

import org.zhumin.kernel.ProblemCode;

import java.util.List;

/**
 * What was found out about a text.
 *
 * @param checked false when WeChat gave no verdict; the outcome is then REVIEW
 * @param reasons what speaks against it; may be empty when it was not checked
 */
public record TextJudgement(Outcome outcome, boolean checked, List<ReasonCode> reasons) {
    static final TextJudgement PASS = new TextJudgement(Outcome.PASS, true, List.of());

    public TextJudgement {
        reasons = List.copyOf(reasons);
    }

    static TextJudgement of(Outcome outcome, ReasonCode reason) {
        return new TextJudgement(outcome, true, List.of(reason));
    }

    /** From harmless to severe. */
    public enum Outcome {
        PASS,
        /** Is taken, and shown to nobody else before a person has looked. */
        REVIEW,
        /** Is not taken. */
        REFUSE
    }

    /** The reason under which a case is opened for a person. */
    public ReasonCode reason() {
        return reasons.isEmpty() ? ReasonCode.OTHER : reasons.getFirst();
    }

    /**
     * Passes what may be taken.
     *
     * @throws org.zhumin.kernel.DomainException with the feature's own code if it is refused
     */
    public TextJudgement refuseWith(ProblemCode code) {
        if (outcome == Outcome.REFUSE) {
            throw code.refusal();
        }
        return this;
    }
}
