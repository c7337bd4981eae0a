package org.zhumin.moderation;

/** Why something is complained of, held for a person, or withheld. */
public enum ReasonCode {
    /** 泄露个人信息. */
    PERSONAL_DATA,
    /** 辱骂攻击. */
    ABUSE,
    /** 涉嫌诈骗. */
    FRAUD,
    /** 广告营销. */
    ADVERTISING,
    /** 违法内容. */
    ILLEGAL,
    /** 低俗色情. */
    OBSCENE,
    /** 不实信息. */
    FALSE_INFORMATION,
    /** 冒用他人名义. */
    IMPERSONATION,
    /** 重复刷屏. */
    SPAM,
    /** 其他. */
    OTHER;

    /** From a label of WeChat's content security. */
    static ReasonCode ofWeChat(int label) {
        return switch (label) {
            case 10001 -> ADVERTISING;
            case 20001, 20006 -> ILLEGAL;
            case 20002, 20012 -> OBSCENE;
            case 20003 -> ABUSE;
            case 20008 -> FRAUD;
            default -> OTHER;
        };
    }
}
