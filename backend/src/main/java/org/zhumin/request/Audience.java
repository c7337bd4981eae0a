package org.zhumin.request;

/** Who may read an entry of the timeline. */
public enum Audience {
    /** Everybody who may read the request. */
    EVERYBODY,
    /** The owner and the desk. */
    OWNER,
    /** The desk alone. */
    DESK
}
