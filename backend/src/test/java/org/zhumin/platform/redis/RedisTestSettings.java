package org.zhumin.platform.redis;

/** Lets tests outside this package have a Redis of their own, or one that is away. */
public final class RedisTestSettings {
    private RedisTestSettings() {}

    public static Redis absent() {
        return at("redis://127.0.0.1:1");
    }

    /** One that is there. */
    public static Redis connectedTo(String address) {
        Redis redis = at(address);
        redis.connect().block();
        return redis;
    }

    private static Redis at(String address) {
        var configuration = new RedisConfiguration();
        var uri = configuration.redisUri(new RedisProperties(address));
        return new Redis(configuration.redisClient(uri), uri);
    }
}
