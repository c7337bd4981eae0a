package org.zhumin.moderation;

/** What {@link PersonalDataMask} recognises. */
public enum PersonalDataKind {
    /** 手机号码. */
    MOBILE,
    /** 固定电话, with its area code; hotlines are nobody's own. */
    LANDLINE,
    /** 身份证号码 of 18 or 15 places. */
    ID_CARD,
    /** 机动车号牌, of the old and of the new-energy form. */
    PLATE,
    /** 银行卡号. */
    BANK_CARD,
    /** 电子邮箱. */
    EMAIL
}
