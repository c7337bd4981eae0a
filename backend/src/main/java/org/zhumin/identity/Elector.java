package org.zhumin.identity;

import org.jspecify.annotations.Nullable;
import org.zhumin.kernel.AreaCode;

import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * What decides whether, and as whom, a resident votes.
 *
 * @param voterKey the pseudonym that votes are counted by; made from the phone first bound, and
 *     never another. Absent: none was bound yet
 * @param areaPath from the city down to the community; empty without a residence that counts
 * @param residentSince since when in this community, as far as we were told
 * @param moved whether the resident lived in another community before
 * @param consents to documents in their present version
 */
public record Elector(
        @Nullable String voterKey,
        Verification verification,
        List<AreaCode> areaPath,
        @Nullable Instant residentSince,
        boolean moved,
        @Nullable AgeBand ageBand,
        Set<ConsentScope> consents) {
    public Elector {
        areaPath = List.copyOf(areaPath);
        consents = Set.copyOf(consents);
    }
}
