package org.zhumin.request;

/** What the resident says of the reply. */
public enum Outcome {
    /** 已解决. Closes. */
    SOLVED,
    /** 部分解决. Closes, and counts as not solved. */
    PARTLY,
    /** 未解决. Goes back to the handler. */
    UNSOLVED
}
