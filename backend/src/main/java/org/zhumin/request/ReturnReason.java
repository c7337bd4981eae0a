package org.zhumin.request;

/**
 * Why a unit hands a request back. The public sentence of each says who is asked next, so that it
 * does not read like a refusal.
 */
public enum ReturnReason {
    /** 不在本单位辖区. */
    OTHER_AREA,
    /** 不属本单位职责. */
    OTHER_DUTY,
    /** 需要上级或多个单位共同办理. */
    SEVERAL_UNITS,
    /** 情况不清，需要受理台补充. */
    UNCLEAR
}
