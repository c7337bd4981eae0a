package org.zhumin.platform.web;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;

import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.zhumin.platform.problem.Texts;
import org.zhumin.platform.redis.Redis;

import reactor.core.publisher.Mono;

import tools.jackson.databind.json.JsonMapper;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Public lists and details, kept as encoded bytes with a strong ETag. One load per address at a
 * time; a change drops what depends on it, here at once and on the other instances through Redis; a
 * short lifetime is the backstop when Redis is away. At most {@value #MAX_BYTES} bytes are kept.
 */
@Component
public class HotReads {
    private static final long MAX_BYTES = 32L << 20;
    private static final int OVERHEAD_BYTES = 400;
    private static final int MAX_KEY_CHARS = 512;
    private static final String CHANNEL = "zhumin:hot-reads";

    private final JsonMapper json;
    private final Redis redis;
    private final Map<String, Set<String>> keysByTopic = new ConcurrentHashMap<>();
    private final AsyncCache<String, HotRead> cache;

    HotReads(JsonMapper json, Redis redis) {
        this.json = json;
        this.redis = redis;
        cache =
                Caffeine.newBuilder()
                        .maximumWeight(MAX_BYTES)
                        .weigher((String key, HotRead read) -> weight(key, read))
                        .expireAfter(Expiry.creating((String key, HotRead read) -> read.ttl()))
                        .evictionListener((key, read, _) -> forget(key, read))
                        .buildAsync();
        redis.listen(CHANNEL, this::drop);
    }

    /**
     * Answers a public GET, from memory if it can.
     *
     * @param ttl how long the answer may be served after it was loaded
     * @param topics what it depends on, as named to {@link #changed}
     * @param load what to encode as JSON; an error is not kept
     */
    public Mono<Void> answer(
            ServerWebExchange exchange,
            Duration ttl,
            Set<String> topics,
            Supplier<? extends Mono<?>> load) {
        String key = keyOf(exchange);
        return Mono.fromFuture(() -> get(key, ttl, topics, load), true)
                .flatMap(read -> read.writeTo(exchange.getRequest(), exchange.getResponse()));
    }

    /** To be called after the write is durable and before it is acknowledged. */
    public Mono<Void> changed(String... topics) {
        return Mono.defer(
                () -> {
                    for (String topic : topics) {
                        drop(topic);
                    }
                    return redis.publish(CHANNEL, String.join("\n", topics));
                });
    }

    /** What is kept for this request, at once or not at all. */
    @Nullable HotRead findKept(ServerWebExchange exchange) {
        var future = cache.getIfPresent(keyOf(exchange));
        return future != null && future.isDone() && !future.isCompletedExceptionally()
                ? future.join()
                : null;
    }

    private CompletableFuture<? extends @Nullable HotRead> get(
            String key, Duration ttl, Set<String> topics, Supplier<? extends Mono<?>> load) {
        if (key.length() > MAX_KEY_CHARS) {
            return load(ttl, topics, load);
        }
        return cache.get(
                key,
                (_, _) -> {
                    topics.forEach(topic -> keysOf(topic).add(key));
                    return load(ttl, topics, load)
                            .whenComplete((read, _) -> forgetUnlessKept(key, topics, read));
                });
    }

    private CompletableFuture<@Nullable HotRead> load(
            Duration ttl, Set<String> topics, Supplier<? extends Mono<?>> load) {
        return Mono.defer(load).map(value -> encode(value, ttl, topics)).toFuture();
    }

    private HotRead encode(Object value, Duration ttl, Set<String> topics) {
        byte[] body = json.writeValueAsBytes(value);
        String cacheControl = "public, max-age=" + Math.min(ttl.toSeconds(), 60);
        return new HotRead(body, etagOf(body), cacheControl, ttl, topics);
    }

    private static String etagOf(byte[] body) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(body);
            return '"' + HexFormat.of().formatHex(hash, 0, 16) + '"';
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private void drop(String topics) {
        for (String topic : topics.split("\n", -1)) {
            Set<String> keys = keysByTopic.remove(topic);
            if (keys != null) {
                keys.forEach(this::dropKey);
            }
        }
    }

    /**
     * A load that is under way is dropped too: it may have read what was there before the change.
     */
    private void dropKey(String key) {
        var future = cache.asMap().remove(key);
        if (future != null && future.isDone() && !future.isCompletedExceptionally()) {
            forget(key, future.join());
        }
    }

    private void forgetUnlessKept(String key, Set<String> topics, @Nullable HotRead read) {
        if (read == null) {
            topics.forEach(topic -> forget(topic, key));
        }
    }

    private void forget(@Nullable String key, @Nullable HotRead read) {
        if (key != null && read != null) {
            read.topics().forEach(topic -> forget(topic, key));
        }
    }

    private void forget(String topic, String key) {
        keysByTopic.computeIfPresent(
                topic,
                (_, keys) -> {
                    keys.remove(key);
                    return keys.isEmpty() ? null : keys;
                });
    }

    private Set<String> keysOf(String topic) {
        return keysByTopic.computeIfAbsent(topic, _ -> ConcurrentHashMap.newKeySet());
    }

    private static int weight(String key, HotRead read) {
        return read.body().length + key.length() + OVERHEAD_BYTES;
    }

    /** Language, path and query: an answer may carry text for people. */
    private static String keyOf(ServerWebExchange exchange) {
        ServerHttpRequest request = exchange.getRequest();
        String language = Texts.localeOf(exchange).getLanguage();
        String query = request.getURI().getRawQuery();
        String path = language + request.getPath().value();
        return query == null ? path : path + "?" + query;
    }
}
