package org.zhumin.moderation;

import org.jspecify.annotations.Nullable;
import org.zhumin.kernel.ResidentId;

import java.time.Instant;

/**
 * One resident's complaint about one thing. The id follows from both, so that a person reports a
 * thing once.
 *
 * @param caseId where it is looked at
 * @param reporter never shown to the desk
 * @param operation id of the call that made it
 * @param bodyHash what that call said
 */
record Report(
        String id,
        CaseId caseId,
        Target target,
        ResidentId reporter,
        ReasonCode reason,
        @Nullable String text,
        Instant at,
        String operation,
        String bodyHash) {

    static String idOf(Target target, ResidentId reporter) {
        return CaseId.derive("report", target.type(), target.id(), reporter.value());
    }
}
