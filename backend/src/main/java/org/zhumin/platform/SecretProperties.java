package org.zhumin.platform;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import java.util.List;

/**
 * @param master the master secret, base64 of at least 32 random bytes; required in production,
 *     otherwise made once and kept in the data directory
 * @param previous earlier master secrets: what they signed and encrypted stays readable
 */
@ConfigurationProperties("zhumin.secret")
record SecretProperties(@Nullable String master, @DefaultValue List<String> previous) {}
