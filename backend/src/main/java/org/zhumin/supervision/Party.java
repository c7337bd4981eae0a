package org.zhumin.supervision;

/** Who acts. */
public enum Party {
    /** 责任单位: somebody who acts for the organisation that owes it. */
    UNIT,
    /** 核查人: a council or supervisor of the area, of another organisation. */
    VERIFIER,
    /** 系统: nobody, by rule. */
    SYSTEM
}
