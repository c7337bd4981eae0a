package org.zhumin.platform.redis;

/** Lets tests outside this package have a Redis that is away. */
public final class RedisTestSettings {
    private RedisTestSettings() {}

    public static Redis absent() {
        var configuration = new RedisConfiguration();
        var uri = configuration.redisUri(new RedisProperties("redis://127.0.0.1:1"));
        return new Redis(configuration.redisClient(uri), uri);
    }
}
