package org.zhumin.supervision;

/** How far an accountability case goes, mildest first. */
public enum CaseLevel {
    /** 提醒. */
    REMIND,
    /** 约谈. */
    INTERVIEW,
    /** 通报. */
    CIRCULATE,
    /** 移交: to discipline or another authority, which decides for itself. */
    TRANSFER
}
