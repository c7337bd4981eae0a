package org.zhumin.request;

/** The work lists of the desk. */
enum DeskQueue {
    /** 待受理、待派遣. */
    TRIAGE,
    /** 本单位待签收、待回复. */
    MINE
}
