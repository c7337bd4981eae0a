package org.zhumin.request;

/** Why a request is not taken up (贵州省令第214号 lists the matters that the line does not take). */
public enum RejectReason {
    /** 诉讼、仲裁. */
    COURT_OR_ARBITRATION,
    /** 已在信访程序. */
    PETITION_UNDER_WAY,
    /** 纪检监察、行政复议、信息公开. */
    OTHER_PROCEDURE,
    /** 国家秘密、商业秘密、个人隐私. */
    SECRET_OR_PRIVATE,
    /** 违反公序良俗. */
    INDECENT,
    /** 不在本市. */
    OTHER_CITY,
    /** 内容不明且无法联系. */
    UNCLEAR,
    /** 已有答复且无新情况. */
    ANSWERED_BEFORE
}
