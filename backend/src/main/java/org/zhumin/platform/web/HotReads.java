package org.zhumin.platform.web;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.RemovalCause;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.util.pattern.PathPattern;
import org.zhumin.platform.problem.PlatformProblem;
import org.zhumin.platform.problem.Texts;
import org.zhumin.platform.redis.Redis;

import reactor.core.Exceptions;
import reactor.core.publisher.Mono;

import tools.jackson.databind.json.JsonMapper;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Public lists and details, kept as encoded bytes with a strong ETag. One load per address at a
 * time; a change drops what depends on it, here at once and on the other instances through Redis; a
 * short lifetime is the backstop when Redis is away. At most {@value #MAX_BYTES} bytes are kept,
 * and as many answers as {@link HotReadProperties} says.
 */
@Component
public class HotReads {
    private static final long MAX_BYTES = 32L << 20;
    private static final int OVERHEAD_BYTES = 400;
    private static final String UNKNOWN = "UNKNOWN";
    private static final int MAX_KEY_CHARS = 512;
    private static final String CHANNEL = "zhumin:hot-reads";

    private final JsonMapper json;
    private final Redis redis;
    private final ReadParameters parameters;
    private final int leastWeight;
    private final Map<String, Set<String>> keysByTopic = new ConcurrentHashMap<>();
    private final AsyncCache<String, Loaded> cache;

    HotReads(
            JsonMapper json, Redis redis, ReadParameters parameters, HotReadProperties properties) {
        this.json = json;
        this.redis = redis;
        this.parameters = parameters;
        leastWeight = leastWeight(properties.entries());
        cache =
                Caffeine.newBuilder()
                        .maximumWeight(MAX_BYTES)
                        .executor(Runnable::run)
                        .weigher((String key, Loaded loaded) -> weight(key, loaded))
                        .expireAfter(Expiry.creating((String _, Loaded loaded) -> loaded.ttl()))
                        .evictionListener(this::forget)
                        .buildAsync();
        redis.listen(CHANNEL, this::drop);
    }

    /** Where nothing is to be kept, each answer weighs too much. */
    private static int leastWeight(int entries) {
        return (int) (entries == 0 ? MAX_BYTES + 1 : Math.ceilDiv(MAX_BYTES, entries));
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
        return answer(exchange, new PublicRead(ttl, topics, load));
    }

    /** The same, for what may be loaded elsewhere too. */
    public Mono<Void> answer(ServerWebExchange exchange, PublicRead read) {
        ServerHttpRequest request = exchange.getRequest();
        return get(request, uriOf(exchange), read)
                .flatMap(hot -> hot.writeTo(request, exchange.getResponse()));
    }

    private static String uriOf(ServerWebExchange exchange) {
        PathPattern pattern = exchange.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
        return pattern == null ? UNKNOWN : pattern.getPatternString();
    }

    /**
     * From memory if it can. Fails as the load fails.
     *
     * @param uri the pattern of the path
     */
    Mono<HotRead> get(ServerHttpRequest request, String uri, PublicRead read) {
        return loadOrKept(keyOf(request), uri, read);
    }

    /**
     * The same for an address without a query.
     *
     * @param path as it was sent
     */
    Mono<HotRead> get(String path, HttpHeaders asked, String uri, PublicRead read) {
        return loadOrKept(keyOf(path, "", asked), uri, read);
    }

    private Mono<HotRead> loadOrKept(@Nullable String key, String uri, PublicRead read) {
        return Mono.fromFuture(() -> get(key, uri, read), true).map(Loaded::orFail);
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
    @Nullable HotRead findKept(ServerHttpRequest request) {
        return findKept(keyOf(request));
    }

    /** The same for an address without a query. */
    @Nullable HotRead findKept(String path, HttpHeaders asked) {
        return findKept(keyOf(path, "", asked));
    }

    private @Nullable HotRead findKept(@Nullable String key) {
        var future = key == null ? null : cache.getIfPresent(key);
        return future != null && future.isDone() ? future.join().read() : null;
    }

    private CompletableFuture<Loaded> get(@Nullable String key, String uri, PublicRead read) {
        if (key == null) {
            return load(uri, read);
        }
        return cache.get(
                key,
                (_, _) -> {
                    read.topics().forEach(topic -> remember(topic, key));
                    return load(uri, read)
                            .whenComplete(
                                    (loaded, _) -> forgetIfRefused(key, read.topics(), loaded));
                });
    }

    private CompletableFuture<Loaded> load(String uri, PublicRead read) {
        return Mono.defer(read.load())
                .map(value -> new Loaded(encode(value, uri, read), null))
                .switchIfEmpty(Mono.error(PlatformProblem.NOT_FOUND::refusal))
                .onErrorResume(Throwable.class, HotReads::refused)
                .toFuture()
                .thenApply(Objects::requireNonNull);
    }

    private static Mono<Loaded> refused(Throwable refusal) {
        return Mono.just(new Loaded(null, refusal));
    }

    private HotRead encode(Object value, String uri, PublicRead read) {
        byte[] body = json.writeValueAsBytes(value);
        String cacheControl = "public, max-age=" + Math.min(read.ttl().toSeconds(), 60);
        return new HotRead(body, etagOf(body), cacheControl, read.ttl(), read.topics(), uri);
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
     * Dropped and forgotten in one step, or the next load would be forgotten in place of this one,
     * and outlive the changes that follow.
     */
    private void dropKey(String key) {
        cache.asMap()
                .computeIfPresent(
                        key,
                        (_, future) -> {
                            if (future.isDone()) {
                                forget(key, future.join());
                            }
                            return null;
                        });
    }

    private void forgetIfRefused(String key, Set<String> topics, Loaded loaded) {
        if (loaded.read() == null) {
            topics.forEach(topic -> forget(topic, key));
        }
    }

    private void forget(@Nullable String key, @Nullable Loaded loaded, RemovalCause cause) {
        if (key != null && loaded != null) {
            forget(key, loaded);
        }
    }

    private void forget(String key, Loaded loaded) {
        if (loaded.read() != null) {
            loaded.read().topics().forEach(topic -> forget(topic, key));
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

    /** In one step, or the topic could be dropped between finding its keys and adding this one. */
    private void remember(String topic, String key) {
        keysByTopic.compute(
                topic,
                (_, known) -> {
                    Set<String> keys = known == null ? ConcurrentHashMap.newKeySet() : known;
                    keys.add(key);
                    return keys;
                });
    }

    /**
     * Language, path, and what is read of the query: an answer may carry text for people. Null if
     * it is not to be kept: too long, or a path that can be written in other ways.
     */
    private @Nullable String keyOf(ServerHttpRequest request) {
        try {
            String query = parameters.readOf(request);
            return keyOf(request.getURI().getRawPath(), query, request.getHeaders());
        } catch (IllegalArgumentException unreadableQuery) {
            return null;
        }
    }

    private static @Nullable String keyOf(String path, String query, HttpHeaders asked) {
        if (path.indexOf('%') >= 0 || path.indexOf(';') >= 0) {
            return null;
        }
        String key = Texts.localeOf(asked).getLanguage() + path + query;
        return key.length() > MAX_KEY_CHARS ? null : key;
    }

    /** So much at least that no more entries fit in than there may be. */
    private int weight(String key, Loaded loaded) {
        int bytes = loaded.read() == null ? 0 : loaded.read().body().length;
        return Math.max(bytes + key.length() + OVERHEAD_BYTES, leastWeight);
    }

    /**
     * What a load gave: an answer, or why there is none. A refusal is handed to those who waited
     * for it and not kept; as a value, since the cache would log every failed future.
     */
    private record Loaded(@Nullable HotRead read, @Nullable Throwable refusal) {
        Duration ttl() {
            return read == null ? Duration.ZERO : read.ttl();
        }

        HotRead orFail() {
            if (read == null) {
                throw Exceptions.propagate(Objects.requireNonNull(refusal));
            }
            return read;
        }
    }
}
