package org.zhumin.request;

import org.jspecify.annotations.Nullable;
import org.zhumin.kernel.ResidentId;

import java.time.Instant;

/**
 * One thing that happened to a request.
 *
 * @param type what: SUBMITTED, ACCEPTED, DISPATCHED, SIGNED, REPLIED, CONFIRMED, REOPENED
 * @param text what the person who acted wrote; absent: the type's own sentence is shown
 * @param by the organisation's name as it was then; absent: the party's own word is shown
 * @param isPublic whether those who may read the request may read this too
 * @param actor who acted; never shown outside the desk
 * @param operation id of the call, so that its repetition is recognised
 * @param operationHash hash of what that call said
 */
public record TimelineEntry(
        Instant at,
        Type type,
        @Nullable String text,
        RequestAction.Party party,
        @Nullable String by,
        boolean isPublic,
        ResidentId actor,
        String operation,
        String operationHash) {

    public enum Type {
        SUBMITTED,
        ACCEPTED,
        DISPATCHED,
        SIGNED,
        REPLIED,
        CONFIRMED,
        REOPENED
    }
}
