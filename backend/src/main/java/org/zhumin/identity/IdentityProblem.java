package org.zhumin.identity;

import org.zhumin.kernel.ProblemCode;
import org.zhumin.kernel.ProblemKind;

/** Why identity refuses. */
public enum IdentityProblem implements ProblemCode {
    NOT_VERIFIED_ENOUGH("identity.not-verified-enough", ProblemKind.FORBIDDEN),
    RESIDENT_NOT_FOUND("resident.not-found", ProblemKind.NOT_FOUND),
    /** Signing in while the old account of the same person is still being erased. */
    ERASURE_UNDER_WAY("resident.erasure-under-way", ProblemKind.CONFLICT),
    NICKNAME_REFUSED("resident.nickname-refused", ProblemKind.REJECTED),
    /** Two accounts bind one number at the same time, and the other one won. */
    PHONE_CONTESTED("phone.contested", ProblemKind.CONFLICT),
    RESIDENCE_AREA_UNKNOWN("residence.area-unknown", ProblemKind.REJECTED),
    RESIDENCE_NOT_A_COMMUNITY("residence.not-a-community", ProblemKind.REJECTED),
    /** The place lies in no grid that we know, so the community must be chosen by hand. */
    RESIDENCE_PLACE_UNKNOWN("residence.place-unknown", ProblemKind.REJECTED),
    RESIDENCE_EVIDENCE_UNKNOWN("residence.evidence-unknown", ProblemKind.REJECTED),
    RESIDENCE_NOT_CLAIMED("residence.not-claimed", ProblemKind.CONFLICT),
    RESIDENCE_OWN_CLAIM("residence.own-claim", ProblemKind.FORBIDDEN),
    CONSENT_OTHER_VERSION("consent.other-version", ProblemKind.REJECTED),
    GRANT_TO_ONESELF("grant.to-oneself", ProblemKind.FORBIDDEN),
    GRANT_OUTSIDE_SUBTREE("grant.outside-subtree", ProblemKind.FORBIDDEN),
    GRANT_INVALID("grant.invalid", ProblemKind.REJECTED);

    private final String code;
    private final ProblemKind kind;

    IdentityProblem(String code, ProblemKind kind) {
        this.code = code;
        this.kind = kind;
    }

    @Override
    public String code() {
        return code;
    }

    @Override
    public ProblemKind kind() {
        return kind;
    }
}
