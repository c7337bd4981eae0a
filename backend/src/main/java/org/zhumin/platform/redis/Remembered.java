package org.zhumin.platform.redis;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;

import org.jspecify.annotations.Nullable;

import reactor.core.publisher.Mono;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.function.Function;

/**
 * Small facts that are asked for again and again, from memory. What changes is forgotten: here at
 * once, on other instances by a message through Redis, and everywhere after the lifetime, so that
 * what is told is never older than that. What is not there is not remembered.
 *
 * @param <K> by what is asked
 * @param <V> what is told
 */
public final class Remembered<K, V> {
    private final Redis redis;
    private final String channel;
    private final Function<K, String> write;
    private final Function<K, Mono<V>> load;
    private final AsyncCache<K, Told<V>> cache;

    /**
     * @param channel of Redis, for this kind of facts alone
     * @param write a key as text
     * @param read the key of such a text; empty if it is none
     * @param most how many are remembered
     */
    public Remembered(
            Redis redis,
            String channel,
            Function<K, String> write,
            Function<String, Optional<K>> read,
            Duration lifetime,
            int most,
            Function<K, Mono<V>> load) {
        this.redis = redis;
        this.channel = channel;
        this.write = write;
        this.load = load;
        cache =
                Caffeine.newBuilder()
                        .maximumSize(most)
                        .expireAfterWrite(lifetime)
                        .executor(Runnable::run)
                        .buildAsync();
        redis.listen(channel, key -> read.apply(key).ifPresent(this::forget));
    }

    /** Empty if there is none; fails as the load fails. One load of a key at a time. */
    public Mono<V> get(K key) {
        Told<V> known = told(cache.getIfPresent(key));
        return known == null ? loaded(key) : Mono.just(known.value());
    }

    /** The same for who must not be told what is older than this, which is loaded again. */
    public Mono<V> get(K key, Duration oldest) {
        CompletableFuture<Told<V>> kept = cache.getIfPresent(key);
        Told<V> known = told(kept);
        if (known == null) {
            return loaded(key);
        }
        if (System.nanoTime() - known.since() <= oldest.toNanos()) {
            return Mono.just(known.value());
        }
        cache.asMap().remove(key, kept);
        return loaded(key);
    }

    /** Null while it is being loaded. */
    private static <V> @Nullable Told<V> told(@Nullable CompletableFuture<Told<V>> kept) {
        return kept != null && kept.state() == Future.State.SUCCESS ? kept.resultNow() : null;
    }

    private Mono<V> loaded(K key) {
        return Mono.fromFuture(() -> cache.get(key, (one, _) -> load(one)), true).map(Told::value);
    }

    private CompletableFuture<@Nullable Told<V>> load(K key) {
        long since = System.nanoTime();
        return load.apply(key).map(value -> new Told<>(value, since)).toFuture();
    }

    /** To be called after the write is durable and before it is acknowledged. */
    public Mono<Void> changed(K key) {
        return Mono.defer(
                () -> {
                    forget(key);
                    return redis.publish(channel, write.apply(key));
                });
    }

    /**
     * Here only. A load that is under way is dropped too: it may have read what was there before.
     */
    public void forget(K key) {
        cache.asMap().remove(key);
    }

    /**
     * @param since by {@link System#nanoTime}, when it was asked for
     */
    private record Told<V>(V value, long since) {}
}
