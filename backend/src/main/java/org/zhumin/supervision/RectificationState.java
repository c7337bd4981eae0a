package org.zhumin.supervision;

/**
 * Where an order stands. What may be done from where is the table in {@link RectificationAction}.
 */
public enum RectificationState {
    /** 待整改. */
    ISSUED,
    /** 待核查: the unit says that it is done. */
    SUBMITTED,
    /** 已核查通过. */
    VERIFIED,
    /** 核查未通过: to be done again. */
    FAILED,
    /** 已提级: to be done, and verified one level up. */
    ESCALATED;

    /** Whether the unit owes something. */
    boolean isOwed() {
        return this == ISSUED || this == FAILED || this == ESCALATED;
    }
}
