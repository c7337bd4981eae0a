package org.zhumin.request;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

import java.util.List;

/**
 * What residents may ask about.
 *
 * @param categories the tree, at least one
 * @param similarRadiusMeters how far away a request may be that is perhaps about the same thing
 */
@Validated
@ConfigurationProperties("zhumin.request")
record RequestProperties(
        @NotEmpty List<@Valid Category> categories,
        @DefaultValue("250") @Min(50) @Max(2000) int similarRadiusMeters) {}
