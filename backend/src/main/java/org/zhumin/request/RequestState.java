package org.zhumin.request;

/** Where a request stands. What may be done from where is the table in {@link RequestAction}. */
public enum RequestState {
    /** 待受理. */
    SUBMITTED,
    /** 已受理. */
    ACCEPTED,
    /** 已派遣, waits for its handler to sign. */
    DISPATCHED,
    /** 处置中. */
    IN_PROGRESS,
    /** 已回复, waits for the resident's confirmation. */
    REPLIED,
    /** 已办结. */
    CLOSED
}
