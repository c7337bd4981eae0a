package org.zhumin.vote;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.zhumin.platform.redis.Redis;

import reactor.core.publisher.Mono;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * Polls from memory, for every vote asks for one. What can change is the closing, which is never
 * moved to nearer than {@link Poll#NOTICE}; so a lifetime of half of that is soon enough.
 */
@Component
class PollBook {
    private static final String CHANNEL = "zhumin:polls";
    private static final int MOST_POLLS = 10_000;
    private static final Duration LIFETIME = Poll.NOTICE.dividedBy(2);

    private final AsyncCache<PollId, Poll> cache =
            Caffeine.newBuilder().maximumSize(MOST_POLLS).expireAfterWrite(LIFETIME).buildAsync();
    private final Polls polls;
    private final Redis redis;

    PollBook(Polls polls, Redis redis) {
        this.polls = polls;
        this.redis = redis;
        redis.listen(CHANNEL, id -> PollId.parse(id).ifPresent(cache.asMap()::remove));
    }

    /** Fails with {@link VoteProblem#NO_POLL}. */
    Mono<Poll> get(PollId id) {
        Poll known = cache.synchronous().getIfPresent(id);
        return known == null ? find(id) : Mono.just(known);
    }

    private Mono<Poll> find(PollId id) {
        return Mono.fromFuture(() -> cache.get(id, (key, _) -> load(key)), true)
                .switchIfEmpty(Mono.error(VoteProblem.NO_POLL::refusal));
    }

    /** None is not kept: the future then holds nothing, which the cache drops. */
    private CompletableFuture<@Nullable Poll> load(PollId id) {
        return polls.find(id).toFuture();
    }

    /** To be called after a write, before it is acknowledged. */
    Mono<Void> changed(PollId id) {
        return Mono.defer(
                () -> {
                    cache.asMap().remove(id);
                    return redis.publish(CHANNEL, id.value());
                });
    }
}
