package org.zhumin.request;

import org.jspecify.annotations.Nullable;
import org.zhumin.kernel.ResidentId;

import java.time.Instant;
import java.util.List;

/**
 * One thing that happened to a request.
 *
 * @param type what
 * @param reason the code whose public sentence is shown before the text, such as {@code
 *     RETURN.OTHER_DUTY}
 * @param about whom or what the sentence names: an organisation, an area, a number
 * @param text what the person who acted wrote; absent: the type's own sentence is shown
 * @param note what was written for the desk alone
 * @param dueAt the date that it sets or asks for
 * @param by the organisation's name as it was then; absent: the party's own word is shown
 * @param review a person's look at the text; absent where no check had a doubt
 * @param actor who acted; never shown, absent once that account is erased and for the service
 *     itself
 * @param operation id of the call, so that its repetition is recognised
 * @param operationHash hash of what that call said
 */
public record TimelineEntry(
        Instant at,
        Type type,
        @Nullable String reason,
        @Nullable String about,
        @Nullable String text,
        @Nullable String note,
        @Nullable Instant dueAt,
        RequestAction.Party party,
        @Nullable String by,
        Audience audience,
        List<String> mediaIds,
        @Nullable TextReview review,
        @Nullable ResidentId actor,
        String operation,
        String operationHash) {
    public TimelineEntry {
        mediaIds = List.copyOf(mediaIds);
    }

    static TimelineEntry submitted(Step step) {
        return new TimelineEntry(
                step.at(),
                Type.SUBMITTED,
                null,
                null,
                null,
                null,
                null,
                step.party(),
                null,
                Audience.EVERYBODY,
                List.of(),
                null,
                step.actor(),
                step.operation().id(),
                step.operation().bodyHash());
    }

    boolean isPublic() {
        return audience == Audience.EVERYBODY;
    }

    TimelineEntry without(ResidentId erased) {
        return erased.equals(actor) ? with(text, note, mediaIds, review, null) : this;
    }

    TimelineEntry withoutWords() {
        return with(null, null, List.of(), review, actor);
    }

    private TimelineEntry with(
            @Nullable String words,
            @Nullable String inside,
            List<String> media,
            @Nullable TextReview look,
            @Nullable ResidentId who) {
        return new TimelineEntry(
                at,
                type,
                reason,
                about,
                words,
                inside,
                dueAt,
                party,
                by,
                audience,
                media,
                look,
                who,
                operation,
                operationHash);
    }

    boolean isIn(TextReview.State state) {
        return review != null && review.state() == state;
    }

    /** For everybody: nothing that a person has not looked at where one should. */
    TimelineEntry forEverybody() {
        return review == null || isIn(TextReview.State.PASSED) ? this : withoutWords();
    }

    TimelineEntry forDesk() {
        return isIn(TextReview.State.WITHHELD) ? withoutWords() : this;
    }

    TimelineEntry reviewed(TextReview.State state) {
        return review == null ? this : with(text, note, mediaIds, review.to(state), actor);
    }

    /** What happened. */
    public enum Type {
        SUBMITTED,
        ACCEPTED,
        DISPATCHED,
        SIGNED,
        ASSIGNED,
        RETURNED,
        PROGRESS,
        EXTENSION_ASKED,
        EXTENDED,
        EXTENSION_REFUSED,
        PAUSE_ASKED,
        PAUSED,
        PAUSE_REFUSED,
        RESUMED,
        REPLIED,
        MERGED,
        DUPLICATE_JOINED,
        REJECTED,
        ESCALATED,
        SUPERVISED,
        RECTIFICATION,
        CALLED_BACK,
        EXCLUSION_ASKED,
        EXCLUDED,
        EXCLUSION_REFUSED,
        CONTACTED,
        WITHDRAWN,
        APPEALED,
        SUPPLEMENTED,
        CONFIRMED,
        RATED,
        REOPENED,
        CLOSED_SILENT
    }
}
