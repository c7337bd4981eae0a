package org.zhumin.request;

/** The order of a public list. */
enum PublicSort {
    /** The newest first. */
    NEW,
    /** The nearest first; needs a place. */
    NEAR,
    /** What most people support first, among what is open. */
    SUPPORT
}
