package org.zhumin.project;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/**
 * One thing that happened to a project. Everybody may read all of it, so it names no person.
 *
 * @param reason a code whose public sentence is shown, such as {@code NO_FUNDS}
 * @param about what the sentence names: a milestone, a percentage
 * @param date the moment that it sets
 * @param text what the person who acted wrote
 * @param operation of the call that did it, for its repetition
 */
public record ProjectEntry(
        Instant at,
        Type type,
        @Nullable String reason,
        @Nullable String about,
        @Nullable Instant date,
        @Nullable String text,
        List<String> mediaIds,
        ProjectAction.Party party,
        String operation,
        String operationHash) {
    public ProjectEntry {
        mediaIds = List.copyOf(mediaIds);
    }

    /** What happened. */
    public enum Type {
        DRAFTED,
        EDITED,
        REVIEWED,
        PUBLISHED,
        COUNTED,
        DECIDED,
        ADVANCED,
        SELECTED,
        SHELVED,
        EXTENDED,
        MILESTONE_ADDED,
        MILESTONE_UPDATED,
        MILESTONE_MISSED,
        EVALUATED,
        EVALUATED_AGAIN
    }
}
