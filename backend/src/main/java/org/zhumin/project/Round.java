package org.zhumin.project;

import org.jspecify.annotations.Nullable;
import org.zhumin.identity.Verification;
import org.zhumin.kernel.AreaCode;
import org.zhumin.kernel.Identifier;
import org.zhumin.kernel.Ids;
import org.zhumin.vote.BallotKind;
import org.zhumin.vote.CountingRule;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * 一轮群众点单: one budget and many candidates, among which residents choose. Immutable.
 *
 * @param candidates as they were when it opened; empty before
 * @param tied ids among which the rule cannot choose; empty unless it is TIED
 * @param drawn what the council drew in public, see {@link RoundDraw}
 * @param bodyHash what the creating call said, for its repetition
 */
public record Round(
        Id id,
        Plan plan,
        State state,
        List<Candidate> candidates,
        List<String> tied,
        @Nullable RoundDraw drawn,
        @Nullable RoundResult result,
        String lastOperation,
        String bodyHash,
        Instant createdAt,
        Instant updatedAt,
        long version) {
    public Round {
        candidates = List.copyOf(candidates);
        tied = List.copyOf(tied);
    }

    /** The public id. */
    public record Id(String value) implements Identifier {
        public Id {
            if (!Ids.isValid(value)) {
                throw new IllegalArgumentException("not an id");
            }
        }
    }

    /**
     * What the council announces.
     *
     * @param maxChoices how many a ballot may name; absent: all
     */
    public record Plan(
            String title,
            List<AreaCode> areaPath,
            long budgetYuan,
            CountingRule rule,
            BallotKind ballot,
            @Nullable Integer maxChoices,
            Instant opensAt,
            Instant closesAt,
            Verification minVerification,
            ProjectContent.Effect effect) {
        public Plan {
            areaPath = List.copyOf(areaPath);
        }
    }

    /** What may be chosen, at the price that the review found. */
    public record Candidate(String projectId, String title, long costYuan) {}

    /** How far it is. */
    public enum State {
        /** 征集: residents propose, the council reviews. */
        COLLECTING,
        /** 投票: nothing is shown before it closes. */
        OPEN,
        /** 平局待定: the council draws in public. */
        TIED,
        /** 已公布. */
        CLOSED
    }

    static Round plan(Id id, Plan plan, String bodyHash, Instant now) {
        return new Round(
                id,
                plan,
                State.COLLECTING,
                List.of(),
                List.of(),
                null,
                null,
                id.value(),
                bodyHash,
                now,
                now,
                0);
    }

    Round edited(Plan next, Instant now) {
        require(State.COLLECTING);
        return next(next, state, candidates, tied, drawn, result, lastOperation, now);
    }

    /**
     * @throws org.zhumin.kernel.DomainException {@link ProjectProblem#NO_CANDIDATES}, {@link
     *     ProjectProblem#CLOSES_TOO_SOON}
     */
    Round opened(List<Candidate> all, String operation, Instant now) {
        require(State.COLLECTING);
        if (all.isEmpty()) {
            throw ProjectProblem.NO_CANDIDATES.refusal();
        }
        Instant opens = plan.opensAt().isBefore(now) ? now : plan.opensAt();
        if (plan.closesAt().isBefore(opens.plus(StepPlan.SHORTEST))) {
            throw ProjectProblem.CLOSES_TOO_SOON.refusal();
        }
        var dated =
                new Plan(
                        plan.title(),
                        plan.areaPath(),
                        plan.budgetYuan(),
                        plan.rule(),
                        plan.ballot(),
                        plan.maxChoices(),
                        opens,
                        plan.closesAt(),
                        plan.minVerification(),
                        plan.effect());
        return next(dated, State.OPEN, all, tied, drawn, result, operation, now);
    }

    Round tied(List<String> among, Instant now) {
        requireCounting();
        return next(plan, State.TIED, candidates, among, drawn, null, lastOperation, now);
    }

    Round closed(RoundResult outcome, Instant now) {
        requireCounting();
        return next(plan, State.CLOSED, candidates, List.of(), drawn, outcome, lastOperation, now);
    }

    /**
     * @throws org.zhumin.kernel.DomainException {@link ProjectProblem#DRAW_INCOMPLETE} unless it
     *     names every tied candidate once
     */
    Round drawn(RoundDraw draw, String operation, Instant now) {
        require(State.TIED);
        if (draw.order().stream().distinct().count() < draw.order().size()
                || !draw.order().containsAll(tied)) {
            throw ProjectProblem.DRAW_INCOMPLETE.problem().with("tied", tied).refusal();
        }
        return next(plan, State.TIED, candidates, tied, draw, null, operation, now);
    }

    /** In an order that is the same for everybody and another every day. */
    List<Candidate> candidatesOn(LocalDate day) {
        var shuffled = new ArrayList<>(candidates);
        Collections.shuffle(shuffled, new Random((id.value() + day).hashCode()));
        return shuffled;
    }

    private void requireCounting() {
        if (state != State.TIED) {
            require(State.OPEN);
        }
    }

    void require(State needed) {
        if (state != needed) {
            throw ProjectProblem.ROUND_NOT_IN_STATE.problem().with("state", state).refusal();
        }
    }

    private Round next(
            Plan nextPlan,
            State nextState,
            List<Candidate> nextCandidates,
            List<String> nextTied,
            @Nullable RoundDraw nextDrawn,
            @Nullable RoundResult nextResult,
            String operation,
            Instant now) {
        return new Round(
                id,
                nextPlan,
                nextState,
                nextCandidates,
                nextTied,
                nextDrawn,
                nextResult,
                operation,
                bodyHash,
                createdAt,
                now,
                version + 1);
    }
}
