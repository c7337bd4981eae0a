package org.zhumin.supervision;

/** Why an order was given. */
public enum Trigger {
    /** 督查要求: somebody decided so. */
    BY_HAND,
    /** 逾期. */
    OVERDUE,
    /** 里程碑逾期. */
    MISSED_MILESTONE,
    /** 满意度低: for Guiyang, below 80 of 100. */
    LOW_SATISFACTION
}
