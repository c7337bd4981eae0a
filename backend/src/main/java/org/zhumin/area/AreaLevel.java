package org.zhumin.area;

/**
 * The four levels of the tree, from the top. A city without districts has streets directly below.
 */
public enum AreaLevel {
    /** 市. */
    CITY,
    /** 区、县、县级市. */
    DISTRICT,
    /** 街道、镇、乡. */
    STREET,
    /** 社区、村. */
    COMMUNITY
}
