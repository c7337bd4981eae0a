package org.zhumin.supervision;

import org.jspecify.annotations.Nullable;
import org.zhumin.kernel.ResidentId;

import java.time.Instant;

/**
 * One thing that happened to an order or a case.
 *
 * @param text what the person who acted wrote
 * @param actor absent when it happened by rule
 * @param operation id of the call, so that its repetition is recognised
 * @param operationHash hash of what that call said
 */
public record SupervisionEntry(
        Instant at,
        Type type,
        String text,
        Party party,
        @Nullable ResidentId actor,
        String operation,
        String operationHash) {

    static SupervisionEntry of(Type type, String text, Party party, Step step) {
        return new SupervisionEntry(
                step.at(),
                type,
                text,
                party,
                step.actor(),
                step.operation().id(),
                step.operation().bodyHash());
    }

    public enum Type {
        ISSUED,
        SUBMITTED,
        VERIFIED,
        FAILED,
        ESCALATED,
        OPENED,
        ANSWERED,
        CLOSED
    }
}
