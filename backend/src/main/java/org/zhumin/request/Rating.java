package org.zhumin.request;

import org.jspecify.annotations.Nullable;
import org.zhumin.kernel.ResidentId;

import java.time.Instant;
import java.util.Collection;
import java.util.OptionalDouble;

/**
 * A word on the reply, one for each rater.
 *
 * @param party the owner, a co-signer, or the supervisor who called back
 * @param rater absent once that account is erased
 * @param satisfaction 1 to 5
 */
public record Rating(
        RequestAction.Party party,
        @Nullable ResidentId rater,
        Outcome outcome,
        int satisfaction,
        @Nullable String comment,
        Instant at) {

    /** The mean of all raters, in which one request counts once. */
    static OptionalDouble satisfaction(Collection<Rating> ratings) {
        return ratings.stream().mapToInt(Rating::satisfaction).average();
    }

    Rating without(ResidentId erased) {
        return erased.equals(rater)
                ? new Rating(party, null, outcome, satisfaction, null, at)
                : this;
    }
}
