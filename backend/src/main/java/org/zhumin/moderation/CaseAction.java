package org.zhumin.moderation;

/** What may be done to a case; see {@link CaseState#after}. */
public enum CaseAction {
    /** Staff: nothing is wrong with it. */
    PASS,
    /** Staff: it must not be seen. */
    WITHHOLD,
    /** Its owner: it should be seen. */
    APPEAL
}
