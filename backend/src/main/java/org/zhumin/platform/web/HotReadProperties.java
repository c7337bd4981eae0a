package org.zhumin.platform.web;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What is kept of public answers.
 *
 * @param entries answers that are kept at most, 0 for none; fewer where they are long, see {@link
 *     HotReads}
 */
@Validated
@ConfigurationProperties("zhumin.hot-reads")
record HotReadProperties(@DefaultValue("20000") @Min(0) @Max(80_000) int entries) {}
