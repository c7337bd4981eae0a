package org.zhumin.organization;

/** The three bodies that all act as a council here but differ in law. */
public enum CouncilType {
    /** 居民议事会: residents who deliberate. */
    RESIDENTS_COUNCIL,
    /** 居委会、村委会: the elected committee. */
    RESIDENTS_COMMITTEE,
    /** 社区服务中心: the government's service point. */
    SERVICE_CENTRE
}
