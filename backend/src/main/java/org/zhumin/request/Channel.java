package org.zhumin.request;

/** How a request came in. */
public enum Channel {
    /** 小程序. */
    APP,
    /** 12345 热线. */
    HOTLINE,
    /** 网格员上报. */
    GRID,
    /** 走访. */
    VISIT,
    /** 窗口. */
    WALK_IN
}
