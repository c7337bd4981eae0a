package org.zhumin.project;

/** Why votes are kept out; published with their number. */
enum QuarantineReason {
    /** Many votes of one device that are not of those who share it. */
    SAME_DEVICE,
    /** Cast by a program. */
    AUTOMATED,
    /** For money or a gift. */
    BOUGHT,
    /** Under pressure. */
    PRESSURED,
    /** With somebody else's phone number or account. */
    NOT_THE_VOTER,
    /** The voter does not live there. */
    NOT_RESIDENT
}
