package org.zhumin.request;

/** The order of a work list. */
enum DeskSort {
    /** What is due first comes first; what has no due date comes last. */
    DUE,
    /** The newest first. */
    NEW
}
