package org.zhumin.platform.redis;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.zhumin.platform.Require;

/**
 * @param uri where Redis is, such as {@code redis://host:6379}; set by the embedded Redis when
 *     empty
 */
@ConfigurationProperties("zhumin.redis")
record RedisProperties(String uri) {
    RedisProperties {
        Require.notBlank("zhumin.redis.uri", uri);
    }
}
