package org.zhumin.platform.redis;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

import io.lettuce.core.RedisException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import org.zhumin.platform.Detached;

import reactor.core.publisher.Mono;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;

/**
 * Limits the calls of a key. This instance decides from memory, at once, and tells Redis
 * afterwards, where all instances share one count; the answer says what the others have granted
 * meanwhile. There is one telling at a time, and a short pause after it: what is granted meanwhile
 * is told together. While more waits than fits into one telling there is no pause.
 *
 * <p><b>Bound.</b> One instance alone grants what one counter would. It hears of the others with
 * the answer to the first call that it grants; until then it grants from what it knew, at most one
 * allowance. So instances together exceed a limit by no more than what each lets through of that
 * key from a call until the answer about it: two round trips to Redis, its own and the one before
 * it, the pause of {@value #PAUSE_MILLIS} ms between them, and one round trip more for every
 * {@value #LARGEST_GROUP} other keys that wait. The excess is counted too and has to be waited for,
 * unless it is more than four minutes' worth.
 *
 * <p>Without Redis nobody is limited, and nothing is counted: from the moment that the connection
 * breaks or a telling fails, until Redis answers again. {@code zhumin.limits.unchecked} counts the
 * calls that were granted so, or could not be told.
 */
@Component
public class RateLimiter {
    private static final Logger LOG = LoggerFactory.getLogger(RateLimiter.class);

    private static final int LARGEST_GROUP = 256;

    /** A telling of many keys is hardly more work for anybody than one of a few. */
    private static final int PAUSE_MILLIS = 20;

    /** A few hundred bytes each. Those that are forgotten are the ones that call least. */
    static final int MOST_KEYS = 50_000;

    /** By then the allowance of a key is whole again, unless several instances exceeded it. */
    private static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(2);

    private final Redis redis;
    private final UsageScript script;
    private final LongSupplier nanoTime;
    private final Counter unchecked;
    private final Cache<String, Known> keys;
    private final Queue<Known> untold = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean telling = new AtomicBoolean();
    private volatile boolean away;

    private record Known(String key, AtomicReference<Usage> usage) {}

    /** By how much a key is moved in Redis, for so many calls. */
    private record Told(Known known, long nanos, int calls) {
        static Told of(Known known) {
            Usage before = known.usage().getAndUpdate(Usage::told);
            return new Told(known, before.untold(), before.untoldCalls());
        }
    }

    @Autowired
    RateLimiter(Redis redis, MeterRegistry meters) throws IOException {
        this(redis, meters, System::nanoTime);
    }

    RateLimiter(Redis redis, MeterRegistry meters, LongSupplier nanoTime) throws IOException {
        this.redis = redis;
        this.nanoTime = nanoTime;
        script = new UsageScript(redis);
        unchecked = meters.counter("zhumin.limits.unchecked");
        keys =
                Caffeine.newBuilder()
                        .maximumSize(MOST_KEYS)
                        .expireAfterAccess(FORGOTTEN_AFTER)
                        .ticker(nanoTime::getAsLong)
                        .executor(Runnable::run)
                        .build();
    }

    /**
     * Takes one call of the allowance that this key has in every minute. An unused allowance does
     * not add up; a used one comes back evenly. A refused call uses nothing.
     */
    public Allowance take(String key, int perMinute) {
        long now = nanoTime.getAsLong();
        Known known = keys.get(key, _ -> new Known(key, new AtomicReference<>(Usage.none(now))));
        if (away || !redis.isConnected()) {
            return takeUnlimited(known, perMinute);
        }
        Usage before = known.usage().getAndUpdate(usage -> usage.take(perMinute, now));
        if (before.isTold() && before.allows(perMinute, now)) {
            untold.add(known);
            tellNext();
        }
        return before.answer(perMinute, now);
    }

    /** Asks whether Redis answers again, unless it is not even there or somebody asks. */
    private Allowance takeUnlimited(Known known, int perMinute) {
        unchecked.increment();
        if (redis.isConnected() && untold.isEmpty()) {
            untold.add(known);
            tellNext();
        }
        return new Allowance(true, perMinute, perMinute, 0);
    }

    /** Whoever comes after the last look at the queue finds nobody telling, or is seen here. */
    private void tellNext() {
        while (!untold.isEmpty() && telling.compareAndSet(false, true)) {
            List<Told> group = takeGroup(LARGEST_GROUP);
            if (!group.isEmpty()) {
                Detached.start(tell(group));
                return;
            }
            telling.set(false);
        }
    }

    private List<Told> takeGroup(int largest) {
        var group = new ArrayList<Told>();
        while (group.size() < largest) {
            Known next = untold.poll();
            if (next == null) {
                break;
            }
            group.add(Told.of(next));
        }
        return group;
    }

    private Mono<Void> tell(List<Told> group) {
        long askedAt = nanoTime.getAsLong();
        return script.add(
                        group.stream().map(told -> told.known().key()).toList(),
                        group.stream().map(Told::nanos).toList())
                .doOnNext(ahead -> learn(group, ahead, askedAt))
                .onErrorResume(failure -> Mono.fromRunnable(() -> giveUp(group, failure)))
                .then(Mono.defer(() -> pauseAfter(group)))
                .doFinally(
                        _ -> {
                            telling.set(false);
                            tellNext();
                        });
    }

    private static Mono<Void> pauseAfter(List<Told> group) {
        return group.size() == LARGEST_GROUP
                ? Mono.empty()
                : Mono.delay(Duration.ofMillis(PAUSE_MILLIS)).then();
    }

    private void learn(List<Told> group, List<Long> aheads, long askedAt) {
        for (int i = 0; i < group.size(); i++) {
            long ahead = aheads.get(i);
            group.get(i).known().usage().updateAndGet(usage -> usage.learn(ahead, askedAt));
        }
        away = false;
    }

    /** With those who wait: they would fare no better, and there may be more and more of them. */
    private void giveUp(List<Told> group, Throwable failure) {
        away = true;
        if (!(failure instanceof RedisException)) {
            LOG.error("Redis was not told of calls", failure);
        }
        group.forEach(told -> unchecked.increment(told.calls()));
        takeGroup(untold.size()).forEach(told -> unchecked.increment(told.calls()));
    }

    /** How many keys are remembered. */
    long known() {
        keys.cleanUp();
        return keys.estimatedSize();
    }

    /**
     * @param granted whether this call may go on
     * @param limit calls a minute
     * @param remaining calls that may follow at once
     * @param resetMillis until the next call is granted if this one was not, otherwise until the
     *     allowance is whole again
     */
    public record Allowance(boolean granted, int limit, int remaining, long resetMillis) {}
}
