package org.zhumin.organization;

import jakarta.validation.constraints.NotBlank;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where organisations come from.
 *
 * @param demoFile the organisations stored at start when {@code zhumin.demo.enabled} is true,
 *     relative to the working directory
 */
@Validated
@ConfigurationProperties("zhumin.organization")
record OrganizationProperties(
        @DefaultValue("config/organizations/demo.json") @NotBlank String demoFile) {}
