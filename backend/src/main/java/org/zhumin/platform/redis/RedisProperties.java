package org.zhumin.platform.redis;

import jakarta.validation.constraints.NotBlank;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * @param uri where Redis is, such as {@code redis://host:6379}; set by the embedded Redis when
 *     empty
 */
@Validated
@ConfigurationProperties("zhumin.redis")
record RedisProperties(@NotBlank String uri) {}
