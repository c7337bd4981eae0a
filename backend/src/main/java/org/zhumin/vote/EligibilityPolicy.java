package org.zhumin.vote;

import org.jspecify.annotations.Nullable;
import org.zhumin.identity.AgeBand;
import org.zhumin.identity.ConsentScope;
import org.zhumin.identity.Requirement;
import org.zhumin.identity.Verification;
import org.zhumin.kernel.AreaCode;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Who may vote. Named and fixed before the vote opens; the same rule answers before trying and when
 * the vote comes.
 *
 * @param name for the record, such as {@code project.POINT}
 * @param area only residents of its subtree
 * @param verification not below CLAIMED, because the area has to be known
 * @param waitAfterMoving how long who moved here from another community waits, unless the residence
 *     is verified; zero: not at all
 * @param residentBefore only who lived here before this moment; absent: whenever
 * @param youngest only who says to be in this age band or an older one; absent: everybody
 */
public record EligibilityPolicy(
        String name,
        AreaCode area,
        Verification verification,
        Duration waitAfterMoving,
        @Nullable Instant residentBefore,
        @Nullable AgeBand youngest,
        Set<ConsentScope> consents) {
    public EligibilityPolicy {
        consents = Set.copyOf(consents);
        residentBefore =
                residentBefore == null ? null : residentBefore.truncatedTo(ChronoUnit.MILLIS);
        if (!verification.reaches(Verification.CLAIMED) || waitAfterMoving.isNegative()) {
            throw new IllegalArgumentException("no such policy for voters: " + name);
        }
    }

    /** Everybody who lives in the area. */
    public static EligibilityPolicy ofResidents(
            String name, AreaCode area, Duration waitAfterMoving) {
        return new EligibilityPolicy(
                name, area, Verification.CLAIMED, waitAfterMoving, null, null, Set.of());
    }

    public Eligibility judge(Voter voter, Instant now) {
        var missing = EnumSet.noneOf(Requirement.class);
        missing.addAll(voter.verification().missingFor(verification));
        if (!voter.hasVoterKey()) {
            missing.add(Requirement.PHONE);
        }
        if (!voter.areaPath().isEmpty()) {
            if (!voter.areaPath().contains(area)) {
                missing.add(Requirement.RESIDENCE_IN_AREA);
            } else if (!isResidentLongEnough(voter, now)) {
                missing.add(Requirement.RESIDENCE_SINCE);
            }
        } else if (voter.verification().reaches(Verification.CLAIMED)) {
            missing.add(Requirement.RESIDENCE);
        }
        if (youngest != null
                && (voter.ageBand() == null || voter.ageBand().compareTo(youngest) < 0)) {
            missing.add(Requirement.AGE);
        }
        if (!voter.consents().containsAll(consents)) {
            missing.add(Requirement.CONSENT);
        }
        return new Eligibility(List.copyOf(missing));
    }

    private boolean isResidentLongEnough(Voter voter, Instant now) {
        Instant since = voter.residentSince();
        boolean waits = voter.moved() && voter.verification() != Verification.VERIFIED;
        if (since == null) {
            return !waits && residentBefore == null;
        }
        return (residentBefore == null || since.isBefore(residentBefore))
                && (!waits || !since.plus(waitAfterMoving).isAfter(now));
    }
}
