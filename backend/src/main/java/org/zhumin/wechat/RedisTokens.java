package org.zhumin.wechat;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.SetArgs;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.codec.StringCodec;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

import java.time.Duration;
import java.util.function.Function;

/**
 * {@link SharedTokens} in Redis, over a connection of its own that is opened on first use. After a
 * failure Redis is left alone for some seconds, so that a lost Redis costs one wait, not each call
 * one.
 */
@Component
class RedisTokens implements SharedTokens, DisposableBean {
    private static final Logger LOG = LoggerFactory.getLogger(RedisTokens.class);
    private static final Duration LIMIT = Duration.ofSeconds(1);
    private static final long PAUSE_NANOS = Duration.ofSeconds(5).toNanos();

    private static final String REMOVE_IF_EQUAL =
            "if redis.call('get',KEYS[1]) == ARGV[1] then redis.call('del',KEYS[1]) end return 0";

    private final @Nullable RedisClient client;
    private @Nullable StatefulRedisConnection<String, String> connection;
    private volatile long pausedUntil = System.nanoTime();

    RedisTokens(ObjectProvider<RedisClient> client) {
        this.client = client.getIfAvailable();
    }

    @Override
    public @Nullable String find(String key) {
        return ask(redis -> redis.get(key));
    }

    @Override
    public void put(String key, String value, Duration life) {
        ask(redis -> redis.psetex(key, life.toMillis(), value));
    }

    @Override
    public void remove(String key, String value) {
        ask(
                redis ->
                        redis.<Long>eval(
                                REMOVE_IF_EQUAL,
                                ScriptOutputType.INTEGER,
                                new String[] {key},
                                value));
    }

    @Override
    public boolean tryLock(String key, String owner, Duration lease) {
        SetArgs ifAbsent = SetArgs.Builder.nx().px(lease.toMillis());
        Boolean locked = ask(redis -> "OK".equals(redis.set(key, owner, ifAbsent)));
        return locked == null || locked;
    }

    private <T> @Nullable T ask(Function<RedisCommands<String, String>, @Nullable T> command) {
        if (client == null || System.nanoTime() - pausedUntil < 0) {
            return null;
        }
        try {
            return command.apply(connection(client).sync());
        } catch (RedisException failure) {
            pausedUntil = System.nanoTime() + PAUSE_NANOS;
            // The message could quote the value.
            LOG.warn("Redis does not keep the WeChat token: {}", failure.getClass().getName());
            return null;
        }
    }

    private synchronized StatefulRedisConnection<String, String> connection(RedisClient from) {
        var open = connection;
        if (open == null) {
            open = from.connect(StringCodec.UTF8);
            open.setTimeout(LIMIT);
            connection = open;
        }
        return open;
    }

    @Override
    public synchronized void destroy() {
        if (connection != null) {
            connection.close();
        }
    }
}
