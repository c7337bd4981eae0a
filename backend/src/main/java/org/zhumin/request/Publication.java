package org.zhumin.request;

/** Whether others may read a request. */
public enum Publication {
    /** The owner wants it read by the desk only, or it is a report. */
    PRIVATE,
    /** Meant for everybody; triage has not looked yet, or the owner has bound no phone. */
    PENDING,
    PUBLIC,
    /** Meant for everybody, and withheld by a moderator. */
    WITHHELD;

    /** Of a new request. */
    static Publication first(boolean meantForEverybody) {
        return meantForEverybody ? PENDING : PRIVATE;
    }
}
