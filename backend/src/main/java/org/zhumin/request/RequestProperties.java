package org.zhumin.request;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

import java.util.List;

/**
 * What residents may ask about.
 *
 * @param categories the tree, at least one
 */
@Validated
@ConfigurationProperties("zhumin.request")
record RequestProperties(@NotEmpty List<@Valid Category> categories) {}
