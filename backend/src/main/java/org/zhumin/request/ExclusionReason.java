package org.zhumin.request;

/** Why a request should not count for its handler. */
public enum ExclusionReason {
    /** 不属于职责范围. */
    OUT_OF_SCOPE,
    /** 重复诉求. */
    DUPLICATE,
    /** 恶意诉求. */
    MALICIOUS,
    /** 不可抗力. */
    FORCE_MAJEURE
}
