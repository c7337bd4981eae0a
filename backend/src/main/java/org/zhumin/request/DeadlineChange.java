package org.zhumin.request;

import org.jspecify.annotations.Nullable;
import org.zhumin.identity.Role;

import java.time.Instant;

/**
 * One change of the resolve clock, shown to the resident.
 *
 * @param from of a pause: when the clock stopped; otherwise: the deadline before
 * @param until of a pause: when it went on, absent while it stands; otherwise: the deadline after
 * @param reason shown to everybody who may read the request; of a reopening: the name of the {@link
 *     RequestAction}
 * @param requestedAt absent when nobody had to ask
 * @param approvedBy absent when nobody had to approve
 */
public record DeadlineChange(
        Kind kind,
        Instant from,
        @Nullable Instant until,
        String reason,
        @Nullable Instant requestedAt,
        Instant decidedAt,
        @Nullable Role approvedBy) {

    DeadlineChange until(Instant end) {
        return new DeadlineChange(kind, from, end, reason, requestedAt, decidedAt, approvedBy);
    }

    boolean isOpenPause() {
        return kind == Kind.PAUSE && until == null;
    }

    public enum Kind {
        /** 延期. */
        EXTENSION,
        /** 暂停计时. */
        PAUSE,
        /** 重新办理: a new clock. */
        REOPENING
    }
}
