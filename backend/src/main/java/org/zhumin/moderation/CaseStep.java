package org.zhumin.moderation;

import org.jspecify.annotations.Nullable;
import org.zhumin.kernel.ResidentId;
import org.zhumin.platform.web.FactKey;

import java.time.Instant;

/**
 * One thing that happened to a case.
 *
 * @param state where it led
 * @param actor who did it; never shown to residents, absent for the system and for erased accounts
 * @param operation id of the call, so that its repetition is recognised
 * @param operationHash hash of what that call said
 */
public record CaseStep(
        Instant at,
        CaseState state,
        ReasonCode reason,
        @Nullable ResidentId actor,
        String operation,
        String operationHash) {

    /** Names nobody: who reported stands in the report alone. */
    static CaseStep opened(ReasonCode reason, Instant at) {
        return new CaseStep(at, CaseState.OPEN, reason, null, "", "");
    }

    /** By a check, without anybody who acts. */
    static CaseStep refused(ReasonCode reason, Instant at) {
        return new CaseStep(at, CaseState.WITHHELD, reason, null, "", "");
    }

    /** No call of anybody led here. */
    boolean isByCheck() {
        return operation.isEmpty();
    }

    static CaseStep of(CaseState state, ReasonCode reason, Act act) {
        return new CaseStep(
                act.at(),
                state,
                reason,
                act.actor(),
                act.operation().id(),
                act.operation().bodyHash());
    }

    CaseStep without(ResidentId erased) {
        return erased.equals(actor)
                ? new CaseStep(at, state, reason, null, operation, operationHash)
                : this;
    }

    /** The circumstances of one action: when, who, by which call. */
    record Act(Instant at, ResidentId actor, FactKey operation) {}
}
