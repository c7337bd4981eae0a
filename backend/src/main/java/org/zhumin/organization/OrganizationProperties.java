package org.zhumin.organization;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.zhumin.platform.Require;

/**
 * Where organisations come from.
 *
 * @param demoFile the organisations stored at start when {@code zhumin.demo.enabled} is true,
 *     relative to the working directory
 */
@ConfigurationProperties("zhumin.organization")
record OrganizationProperties(@DefaultValue("config/organizations/demo.json") String demoFile) {
    OrganizationProperties {
        Require.notBlank("zhumin.organization.demo-file", demoFile);
    }
}
