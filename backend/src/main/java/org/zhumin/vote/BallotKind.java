package org.zhumin.vote;

import org.jspecify.annotations.Nullable;
import org.zhumin.kernel.FieldProblem;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a round's ballot may hold. Either way each named candidate gets one vote. */
public enum BallotKind {
    /** As many as the round allows. */
    APPROVAL,
    /** And together no more than the budget. */
    KNAPSACK;

    /**
     * Passes a ballot that the round allows.
     *
     * @param maxChoices absent: all
     * @throws org.zhumin.kernel.DomainException {@link VoteProblem#INVALID}
     */
    public void check(
            Vote.Ballot ballot,
            long budgetYuan,
            List<Candidate> candidates,
            @Nullable Integer maxChoices) {
        Map<String, Long> costs = new HashMap<>();
        candidates.forEach(candidate -> costs.put(candidate.id(), candidate.costYuan()));
        var wrong = new ArrayList<FieldProblem>();
        long cost = 0;
        for (int i = 0; i < ballot.projectIds().size(); i++) {
            Long known = costs.get(ballot.projectIds().get(i));
            if (known == null) {
                wrong.add(FieldProblem.of("projectIds[" + i + "]", "field.unknown-choice"));
            } else {
                cost += known;
            }
        }
        int most = maxChoices == null ? candidates.size() : maxChoices;
        if (ballot.projectIds().size() > most) {
            wrong.add(FieldProblem.of("projectIds", "field.size", 1, most));
        }
        if (this == KNAPSACK && cost > budgetYuan) {
            wrong.add(FieldProblem.of("projectIds", "field.over-budget", budgetYuan));
        }
        VoteProblem.refuse(wrong);
    }
}
