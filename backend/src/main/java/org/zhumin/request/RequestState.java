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
    CLOSED,
    /** 退回受理台: it went to the wrong unit, and triage looks for the right one. */
    RETURNED,
    /** 已合并 into another request about the same thing. */
    MERGED,
    /** 不予受理. */
    REJECTED,
    /** 居民撤回. */
    WITHDRAWN;

    /** Whether somebody still has to do something. */
    boolean isOpen() {
        return isWithDesk() || isWithHandler() || this == REPLIED;
    }

    boolean isWithDesk() {
        return this == SUBMITTED || this == ACCEPTED || this == RETURNED;
    }

    boolean isWithHandler() {
        return this == DISPATCHED || this == IN_PROGRESS;
    }
}
