package org.zhumin.media;

/** What an upload is. */
public enum MediaKind {
    /** 图片. */
    IMAGE,
    /** 录音. */
    AUDIO
}
