package org.zhumin.kernel;

/** The id of an organisation (单位、居委会、社会组织、企业、商户). */
public record OrganizationId(String value) implements Identifier {
    public OrganizationId {
        Ids.requireValid(value);
    }
}
