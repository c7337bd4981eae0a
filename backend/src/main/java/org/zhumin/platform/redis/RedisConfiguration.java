package org.zhumin.platform.redis;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TimeoutOptions;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import java.time.Duration;

/**
 * One Redis client that fails fast: a command is refused at once while there is no connection, and
 * given up after a second otherwise, so that a lost Redis costs nobody a wait.
 */
@Configuration(proxyBeanMethods = false)
class RedisConfiguration {
    private static final Duration LIMIT = Duration.ofSeconds(1);

    @Bean
    RedisURI redisUri(RedisProperties properties) {
        RedisURI uri = RedisURI.create(properties.uri());
        uri.setTimeout(LIMIT);
        return uri;
    }

    @Bean(destroyMethod = "shutdown")
    RedisClient redisClient(RedisURI uri) {
        RedisClient client = RedisClient.create(uri);
        client.setOptions(
                ClientOptions.builder()
                        .disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS)
                        .socketOptions(SocketOptions.builder().connectTimeout(LIMIT).build())
                        .timeoutOptions(TimeoutOptions.enabled(LIMIT))
                        .build());
        return client;
    }
}
