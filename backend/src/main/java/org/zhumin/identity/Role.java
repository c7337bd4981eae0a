package org.zhumin.identity;

/** What a grant lets a resident do, besides what every resident may. All of them are staff. */
public enum Role {
    /** 居民议事会、居委会、社区服务中心: publishes projects, triages and answers requests. */
    COUNCIL,
    /** 承办单位: handles the requests sent to its organisation. */
    HANDLER,
    /** 网格员: looks after grids, verifies residences. */
    GRID,
    /** 活动组织者: posts charity events. */
    ORGANIZER,
    /** 商户: hands out rewards. */
    MERCHANT,
    /** 督查: watches over deadlines and outcomes. */
    SUPERVISOR,
    /** 审计: reads the audit log. */
    AUDITOR,
    /** 管理员: grants roles, keeps organisations. */
    ADMIN
}
