package org.zhumin.project;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * 票决: what the deputies or the council decided, in a meeting. Never the residents' vote.
 *
 * @param mediaIds the minutes
 */
public record Decision(
        Body body,
        int inFavour,
        int against,
        int abstain,
        LocalDate heldOn,
        List<String> mediaIds,
        Instant recordedAt) {
    public Decision {
        mediaIds = List.copyOf(mediaIds);
    }

    boolean isInFavour() {
        return inFavour > against;
    }

    /** Who decided. */
    public enum Body {
        /** 人民代表大会. */
        PEOPLES_CONGRESS,
        /** 居民议事会. */
        COUNCIL,
        /** 居民大会. */
        RESIDENTS_ASSEMBLY
    }
}
