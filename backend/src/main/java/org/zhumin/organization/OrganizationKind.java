package org.zhumin.organization;

/** What sort of organisation it is. */
public enum OrganizationKind {
    /** 部门、街道: handles requests. */
    UNIT,
    /** 居民议事会、居委会、社区服务中心: see {@link CouncilType}. */
    COUNCIL,
    /** 社会组织. */
    SOCIAL,
    /** 企业. */
    ENTERPRISE,
    /** 商户: hands out rewards. */
    MERCHANT,
    /** 居民自治组织. */
    SELF_GOVERNED
}
