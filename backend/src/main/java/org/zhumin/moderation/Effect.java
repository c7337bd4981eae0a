package org.zhumin.moderation;

/** What a decision does to the content. */
public enum Effect {
    WITHHOLD,
    RESTORE
}
