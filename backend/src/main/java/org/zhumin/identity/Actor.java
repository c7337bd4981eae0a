package org.zhumin.identity;

import org.zhumin.kernel.AreaCode;
import org.zhumin.kernel.OrganizationId;
import org.zhumin.kernel.ResidentId;

import java.util.List;
import java.util.stream.Stream;

/**
 * The resident who makes a call, as a controller argument: required, or {@code @Nullable} where
 * nobody need be signed in. What the actor may do is asked here and nowhere else.
 *
 * @param grants those that count now
 * @param residencePath from the city down to where the actor lives; empty if not claimed
 */
public record Actor(
        ResidentId id,
        String sessionId,
        Verification verification,
        List<AreaCode> residencePath,
        List<Grant> grants) {
    public Actor {
        residencePath = List.copyOf(residencePath);
        grants = List.copyOf(grants);
    }

    public boolean isStaff() {
        return !grants.isEmpty();
    }

    public boolean has(Role role) {
        return granted(role).findAny().isPresent();
    }

    /** Whether the role counts in the area where the path ends. */
    public boolean hasIn(Role role, List<AreaCode> areaPath) {
        return granted(role).anyMatch(grant -> grant.covers(areaPath));
    }

    public boolean hasFor(Role role, OrganizationId organization) {
        return granted(role).anyMatch(grant -> organization.equals(grant.organizationId()));
    }

    /** Where the role counts; the subtrees of these. */
    public List<AreaCode> areasOf(Role role) {
        return granted(role)
                .flatMap(grant -> Stream.ofNullable(grant.areaCode()))
                .distinct()
                .toList();
    }

    public List<OrganizationId> organizationsOf(Role role) {
        return granted(role)
                .flatMap(grant -> Stream.ofNullable(grant.organizationId()))
                .distinct()
                .toList();
    }

    private Stream<Grant> granted(Role role) {
        return grants.stream().filter(grant -> grant.role() == role);
    }

    /**
     * Passes who has climbed the ladder this far.
     *
     * @throws org.zhumin.kernel.DomainException {@link IdentityProblem#NOT_VERIFIED_ENOUGH} with
     *     {@code missing}
     */
    public void require(Verification needed) {
        var missing = missingFor(needed);
        if (!missing.isEmpty()) {
            throw IdentityProblem.NOT_VERIFIED_ENOUGH.problem().with("missing", missing).refusal();
        }
    }

    /** The steps of the ladder still missing, lowest first. */
    public List<Requirement> missingFor(Verification needed) {
        return verification.missingFor(needed);
    }
}
