package org.zhumin.identity;

/** What a resident may consent to; each has a document that says what it means. */
public enum ConsentScope {
    /** 用户协议与隐私政策. */
    TERMS,
    /** 使用位置信息. */
    LOCATION,
    /** 在公开名单中显示昵称. */
    PUBLIC_NAME,
    /** 活动组织者可以联系我. */
    ORGANIZER_CONTACT,
    /** 向用人单位展示人才信息. */
    TALENT_PROFILE,
    /** 志愿服务实名登记. */
    VOLUNTEER_ID
}
