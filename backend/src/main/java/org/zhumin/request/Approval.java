package org.zhumin.request;

import org.jspecify.annotations.Nullable;
import org.zhumin.kernel.ResidentId;

import java.time.Instant;

/**
 * Something that a handler may not decide alone, with what was decided. All of them are kept.
 *
 * @param askedBy absent once that account is erased
 * @param reason why, as the handler wrote it; shown to the resident once approved
 * @param reasonCode of an exclusion
 * @param until the new due date that an extension asks for
 */
public record Approval(
        Kind kind,
        @Nullable ResidentId askedBy,
        Instant askedAt,
        String reason,
        @Nullable ExclusionReason reasonCode,
        @Nullable Instant until,
        State state,
        @Nullable ResidentId decidedBy,
        @Nullable Instant decidedAt) {

    static Approval asked(
            Kind kind,
            String reason,
            @Nullable ExclusionReason code,
            @Nullable Instant until,
            Step step) {
        return new Approval(
                kind, step.actor(), step.at(), reason, code, until, State.PENDING, null, null);
    }

    boolean isPending() {
        return state == State.PENDING;
    }

    Approval decided(State decision, Step step) {
        return new Approval(
                kind,
                askedBy,
                askedAt,
                reason,
                reasonCode,
                until,
                decision,
                step.actor(),
                step.at());
    }

    Approval without(ResidentId erased) {
        return new Approval(
                kind,
                erased.equals(askedBy) ? null : askedBy,
                askedAt,
                reason,
                reasonCode,
                until,
                state,
                erased.equals(decidedBy) ? null : decidedBy,
                decidedAt);
    }

    /** What is asked for. */
    public enum Kind {
        EXTENSION,
        PAUSE,
        EXCLUSION
    }

    /** Where it stands. */
    public enum State {
        PENDING,
        APPROVED,
        REFUSED,
        /** The request moved on before anybody decided. */
        LAPSED
    }
}
