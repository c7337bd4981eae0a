package org.zhumin.identity;

import org.jspecify.annotations.Nullable;
import org.zhumin.kernel.AreaCode;
import org.zhumin.kernel.ResidentId;

import java.time.Instant;
import java.util.List;

/**
 * Where a resident lives.
 *
 * @param areaCode the community; absent with NONE
 * @param path from the city down to the community, as the tree was when it was claimed
 * @param since since when the resident lives in this community as far as we were told; claiming the
 *     same community again keeps it
 * @param previous the community before, so that votes there and here can be told apart
 * @param address building, unit and room, encrypted
 * @param realName encrypted, for whoever decides on the claim; erased by the decision
 * @param claimedAt when this claim was made; names the claim that a decision is about
 * @param reason why it was refused
 */
record Residence(
        ResidenceStatus status,
        @Nullable AreaCode areaCode,
        @Nullable String gridId,
        List<AreaCode> path,
        @Nullable Instant since,
        @Nullable Previous previous,
        Address address,
        @Nullable String realName,
        @Nullable Instant claimedAt,
        @Nullable Decision decision,
        @Nullable String reason) {
    static final Residence NONE =
            new Residence(
                    ResidenceStatus.NONE,
                    null,
                    null,
                    List.of(),
                    null,
                    null,
                    Address.NONE,
                    null,
                    null,
                    null,
                    null);

    Residence {
        path = List.copyOf(path);
    }

    /** What a resident says; the texts are sealed. */
    record Claim(
            AreaCode areaCode,
            @Nullable String gridId,
            List<AreaCode> path,
            Address address,
            @Nullable String realName) {}

    /** Sealed texts, each of its own. */
    record Address(@Nullable String building, @Nullable String unit, @Nullable String room) {
        static final Address NONE = new Address(null, null, null);
    }

    record Previous(AreaCode areaCode, Instant since, Instant until) {}

    record Decision(ResidentId by, Instant at) {}

    /** A new claim, whatever was before. */
    Residence claimed(Claim claim, Instant now) {
        boolean same = claim.areaCode().equals(areaCode) && status.counts() && since != null;
        return new Residence(
                ResidenceStatus.CLAIMED,
                claim.areaCode(),
                claim.gridId(),
                claim.path(),
                same ? since : now,
                same ? previous : before(now),
                claim.address(),
                claim.realName(),
                now,
                null,
                null);
    }

    /** A refused claim was never a residence, so what was before it stays the previous one. */
    private @Nullable Previous before(Instant now) {
        return status.counts() && areaCode != null && since != null
                ? new Previous(areaCode, since, now)
                : previous;
    }

    Residence verified(ResidentId by, Instant now) {
        return decided(ResidenceStatus.VERIFIED, by, now, null);
    }

    Residence refused(ResidentId by, String why, Instant now) {
        return decided(ResidenceStatus.REFUSED, by, now, why);
    }

    private Residence decided(
            ResidenceStatus outcome, ResidentId by, Instant now, @Nullable String why) {
        if (status != ResidenceStatus.CLAIMED) {
            throw IdentityProblem.RESIDENCE_NOT_CLAIMED.refusal();
        }
        return new Residence(
                outcome,
                areaCode,
                gridId,
                path,
                since,
                previous,
                address,
                null,
                claimedAt,
                new Decision(by, now),
                why);
    }
}
