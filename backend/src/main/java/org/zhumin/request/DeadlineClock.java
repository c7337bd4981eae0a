package org.zhumin.request;

/** The clocks of a request; one runs at a time. */
public enum DeadlineClock {
    /** 受理: the desk must accept. */
    ACCEPT,
    /** 签收: the handler must sign; the resolve clock runs on underneath. */
    SIGN,
    /** 办理: somebody must reply. */
    RESOLVE,
    /** 确认: the resident may answer; nobody is late. */
    CONFIRM,
    /** It is over. */
    NONE
}
