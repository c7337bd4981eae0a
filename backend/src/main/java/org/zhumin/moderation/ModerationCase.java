package org.zhumin.moderation;

import org.jspecify.annotations.Nullable;
import org.zhumin.kernel.AreaCode;
import org.zhumin.kernel.ResidentId;
import org.zhumin.moderation.CaseStep.Act;
import org.zhumin.moderation.ModeratedContent.Content;
import org.zhumin.platform.web.FactKey;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Everything about one piece of content from the first doubt to the last decision. Immutable: each
 * transition checks the table in {@link CaseState} and gives the next version.
 *
 * @param round counts the cases about this content, from 1
 * @param areaPath from the city down, as it was when the case was opened
 * @param owner of the content; absent: nobody, or the account is erased
 * @param reason as reported first, then as decided
 * @param appeal what the owner says against the decision
 * @param owed what the content must still be made; absent once that is done
 * @param waitingSince when a person's look became due; absent while none is
 * @param decidedAt the first decision; it begins the time for an appeal
 */
record ModerationCase(
        CaseId id,
        Target target,
        int round,
        List<AreaCode> areaPath,
        @Nullable ResidentId owner,
        Opener openedBy,
        ReasonCode reason,
        CaseState state,
        List<CaseStep> timeline,
        @Nullable String appeal,
        @Nullable Effect owed,
        Instant openedAt,
        @Nullable Instant waitingSince,
        @Nullable Instant decidedAt,
        Instant updatedAt,
        long version) {
    ModerationCase {
        areaPath = List.copyOf(areaPath);
        timeline = List.copyOf(timeline);
    }

    /** Who had the first doubt. */
    public enum Opener {
        /** A check of the text. */
        SYSTEM,
        RESIDENT,
        STAFF
    }

    /**
     * @param areaPath of the desk that looks at it
     */
    static ModerationCase open(
            Target target,
            int round,
            Content content,
            List<AreaCode> areaPath,
            Opener opener,
            ReasonCode reason,
            Instant at) {
        return new ModerationCase(
                CaseId.of(target, round),
                target,
                round,
                areaPath,
                content.owner(),
                opener,
                reason,
                CaseState.OPEN,
                List.of(CaseStep.opened(reason, at)),
                null,
                null,
                at,
                at,
                null,
                at,
                1);
    }

    /** Whether a check alone withholds it, and nobody has said anything about it yet. */
    boolean isRefusedByCheck() {
        return state == CaseState.WITHHELD && timeline.getLast().isByCheck();
    }

    /** A check withheld it before anybody else saw it; nothing is owed. */
    ModerationCase refused(Instant at) {
        return after(CaseStep.refused(reason, at), null, null, version);
    }

    boolean isOwnedBy(ResidentId resident) {
        return resident.equals(owner);
    }

    /**
     * Whether this call was made before.
     *
     * @throws org.zhumin.kernel.DomainException if it said something else then
     */
    boolean wasDoneBefore(FactKey key) {
        var before =
                timeline.stream().filter(step -> step.operation().equals(key.id())).findFirst();
        before.ifPresent(step -> key.requireSameBody(step.operationHash()));
        return before.isPresent();
    }

    /** Who judges an appeal must be another person than this. */
    boolean wasDecidedBy(ResidentId resident) {
        return timeline.stream()
                .anyMatch(
                        step ->
                                step.state() == CaseState.WITHHELD
                                        && resident.equals(step.actor()));
    }

    ModerationCase pass(Act act) {
        return decided(CaseAction.PASS, reason, act);
    }

    ModerationCase withhold(ReasonCode why, Act act) {
        return decided(CaseAction.WITHHOLD, why, act);
    }

    /**
     * @param time how long after the decision it may be appealed
     */
    ModerationCase appeal(String text, Duration time, Act act) {
        CaseState next = state(CaseAction.APPEAL);
        Instant until = appealUntil(time);
        if (until == null || !act.at().isBefore(until)) {
            throw ModerationProblem.APPEAL_TOO_LATE.refusal();
        }
        // It changes nothing yet: what the decision owed is still owed.
        return after(CaseStep.of(next, reason, act), text, owed, version + 1);
    }

    /** The first moment at which it is too late; absent while nothing is decided. */
    @Nullable Instant appealUntil(Duration time) {
        return decidedAt == null ? null : decidedAt.plus(time);
    }

    private ModerationCase decided(CaseAction action, ReasonCode why, Act act) {
        CaseState next = state(action);
        return after(CaseStep.of(next, why, act), appeal, next.effect(), version + 1);
    }

    /** Where the action leads. */
    private CaseState state(CaseAction action) {
        CaseState next = state.after(action);
        if (next == null) {
            throw ModerationProblem.NOT_ALLOWED_IN_STATE
                    .problem()
                    .with("state", state)
                    .with("allowed", state.allowed())
                    .refusal();
        }
        return next;
    }

    private ModerationCase after(
            CaseStep step, @Nullable String said, @Nullable Effect due, long nextVersion) {
        var steps = new ArrayList<>(timeline);
        steps.add(step);
        return new ModerationCase(
                id,
                target,
                round,
                areaPath,
                owner,
                openedBy,
                step.reason(),
                step.state(),
                steps,
                said,
                due,
                openedAt,
                step.state().isWaiting() ? step.at() : null,
                decidedAt == null ? step.at() : decidedAt,
                step.at(),
                nextVersion);
    }

    /** Once the person's account is erased: nothing here says who it was. */
    ModerationCase without(ResidentId erased, Instant at) {
        boolean own = isOwnedBy(erased);
        return new ModerationCase(
                id,
                target,
                round,
                areaPath,
                own ? null : owner,
                openedBy,
                reason,
                state,
                timeline.stream().map(step -> step.without(erased)).toList(),
                own ? null : appeal,
                owed,
                openedAt,
                waitingSince,
                decidedAt,
                at,
                version + 1);
    }
}
