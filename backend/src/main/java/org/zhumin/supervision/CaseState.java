package org.zhumin.supervision;

/** Where a case stands. */
public enum CaseState {
    /** 待答复. */
    OPEN,
    /** 已答复. */
    ANSWERED,
    /** 已结案. */
    CLOSED
}
