package org.zhumin.request;

/** What the owner wants. */
public enum Visibility {
    PUBLIC,
    PRIVATE
}
