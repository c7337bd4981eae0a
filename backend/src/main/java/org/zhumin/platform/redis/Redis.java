package org.zhumin.platform.redis;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisConnectionException;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.reactive.RedisReactiveCommands;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;

import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

import reactor.core.publisher.Mono;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The shared connections to Redis. Redis may be away at any time, at the start too: a call then
 * fails at once with a {@link RedisException}, which the caller must have an answer to.
 */
@Component
public class Redis implements DisposableBean {
    private static final Logger LOG = LoggerFactory.getLogger(Redis.class);

    private final RedisClient client;
    private final RedisURI uri;
    private final Map<String, Consumer<String>> listeners = new ConcurrentHashMap<>();
    private volatile @Nullable StatefulRedisConnection<String, String> commands;
    private volatile @Nullable StatefulRedisPubSubConnection<String, String> messages;

    Redis(RedisClient client, RedisURI uri) {
        this.client = client;
        this.uri = uri;
    }

    /** Runs one command. Empty or an error, never a wait of more than a second. */
    public <T> Mono<T> call(
            Function<RedisReactiveCommands<String, String>, ? extends Publisher<T>> command) {
        return Mono.defer(
                () -> {
                    var connection = commands;
                    return connection == null
                            ? Mono.error(new RedisConnectionException("not connected to Redis"))
                            : Mono.from(command.apply(connection.reactive()));
                });
    }

    /** Hears what other instances, and this one, publish there. At most one listener a channel. */
    public void listen(String channel, Consumer<String> listener) {
        listeners.put(channel, listener);
        var connection = messages;
        if (connection != null) {
            subscribe(connection, channel);
        }
    }

    /** Best effort: what must not be missed is polled from MongoDB as well. */
    public Mono<Void> publish(String channel, String message) {
        return call(redis -> redis.publish(channel, message))
                .then()
                .onErrorResume(RedisException.class, _ -> Mono.empty());
    }

    public boolean isConnected() {
        var connection = commands;
        return connection != null && connection.isOpen();
    }

    /** Once connected, Lettuce reconnects by itself; until then we try. */
    @Scheduled(initialDelay = 0, fixedDelay = 2, timeUnit = TimeUnit.SECONDS)
    Mono<Void> connect() {
        return Mono.defer(() -> commands == null ? connectCommands() : Mono.just(true))
                .filter(connected -> connected && messages == null)
                .flatMap(_ -> connectMessages())
                .then();
    }

    /*
     * A failure becomes a value before the chain sees it: when the application closes meanwhile, a
     * failure would reach a chain that is gone, and be logged as one that nobody handles.
     */
    private Mono<Boolean> connectCommands() {
        return Mono.fromCompletionStage(
                () -> client.connectAsync(StringCodec.UTF8, uri).handle(this::keepCommands));
    }

    private boolean keepCommands(
            @Nullable StatefulRedisConnection<String, String> connection,
            @Nullable Throwable failure) {
        commands = connection;
        return isConnected(failure);
    }

    private Mono<Boolean> connectMessages() {
        return Mono.fromCompletionStage(
                () -> client.connectPubSubAsync(StringCodec.UTF8, uri).handle(this::keepMessages));
    }

    private boolean keepMessages(
            @Nullable StatefulRedisPubSubConnection<String, String> connection,
            @Nullable Throwable failure) {
        if (connection != null) {
            startListening(connection);
        }
        return isConnected(failure);
    }

    private static boolean isConnected(@Nullable Throwable failure) {
        if (failure != null) {
            LOG.warn("Redis does not answer; going on without it: {}", failure.getMessage());
        }
        return failure == null;
    }

    private void startListening(StatefulRedisPubSubConnection<String, String> connection) {
        connection.addListener(
                new RedisPubSubAdapter<>() {
                    @Override
                    public void message(String channel, String message) {
                        hear(channel, message);
                    }
                });
        messages = connection;
        listeners.keySet().forEach(channel -> subscribe(connection, channel));
    }

    /** A lost subscription is made again by Lettuce when it reconnects. */
    private static void subscribe(
            StatefulRedisPubSubConnection<String, String> connection, String channel) {
        var _ = connection.async().subscribe(channel);
    }

    private void hear(String channel, String message) {
        var listener = listeners.get(channel);
        if (listener != null) {
            listener.accept(message);
        }
    }

    @Override
    public void destroy() {
        close(commands);
        close(messages);
    }

    private static void close(@Nullable StatefulConnection<?, ?> connection) {
        if (connection != null) {
            var _ = connection.closeAsync();
        }
    }
}
