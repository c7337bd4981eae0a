package org.zhumin.media;

/** How far the check of an upload is. */
public enum MediaStatus {
    /** 审核中: only the uploader sees it. */
    CHECKING,
    /** 已通过. */
    PASSED,
    /** 未通过: only the uploader sees it. */
    REFUSED
}
