package org.zhumin.vote;

import org.jspecify.annotations.Nullable;
import org.zhumin.identity.AgeBand;
import org.zhumin.identity.ConsentScope;
import org.zhumin.identity.Elector;
import org.zhumin.identity.Verification;
import org.zhumin.kernel.AreaCode;

import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * What a policy looks at; nothing that says who it is.
 *
 * @param areaPath from the city down to the community; empty without a residence
 * @param residentSince since when in this community
 * @param moved whether the resident lived in another community before, as far as we know
 * @param hasVoterKey whether there is a pseudonym to count one vote by
 * @param consents to documents in their present version
 */
public record Voter(
        Verification verification,
        List<AreaCode> areaPath,
        @Nullable Instant residentSince,
        boolean moved,
        boolean hasVoterKey,
        @Nullable AgeBand ageBand,
        Set<ConsentScope> consents) {
    public Voter {
        areaPath = List.copyOf(areaPath);
        consents = Set.copyOf(consents);
    }

    static Voter of(Elector elector) {
        return new Voter(
                elector.verification(),
                elector.areaPath(),
                elector.residentSince(),
                elector.moved(),
                elector.voterKey() != null,
                elector.ageBand(),
                elector.consents());
    }

    /** In which part of the area the voter lives: the area below it, or the area itself. */
    AreaCode cellIn(AreaCode area) {
        int at = areaPath.indexOf(area);
        return at >= 0 && at + 1 < areaPath.size() ? areaPath.get(at + 1) : area;
    }
}
