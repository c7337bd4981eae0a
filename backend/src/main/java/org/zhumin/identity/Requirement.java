package org.zhumin.identity;

/** What a resident still has to do before an action; told in a refusal's {@code missing}. */
public enum Requirement {
    PHONE,
    RESIDENCE,
    RESIDENCE_IN_AREA,
    RESIDENCE_SINCE,
    VERIFIED,
    AGE,
    CONSENT
}
