/**
 * Who answers for what: the organisations behind requests, projects, events and rewards.
 *
 * <p>Terms: organisation (组织), unit (单位: 部门、街道), council (居民议事会、居委会、社区服务中心, kept apart by {@code
 * councilType}), social organisation (社会组织), enterprise (企业), merchant (商户), self-governed
 * organisation (居民自治组织). A category is the code of a request category (诉求分类).
 */
@org.jspecify.annotations.NullMarked
package org.zhumin.organization;
