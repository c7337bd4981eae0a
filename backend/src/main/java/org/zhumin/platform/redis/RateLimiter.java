package org.zhumin.platform.redis;

import io.lettuce.core.RedisException;
import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.codec.Base16;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import org.springframework.util.StreamUtils;
import org.zhumin.platform.Detached;

import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Counts calls in Redis with one script, so that all instances share one count. Without Redis
 * nobody is limited, and {@code zhumin.limits.unchecked} counts how often that was so.
 *
 * <p>Calls that arrive while Redis is asked about others are asked about together afterwards, as
 * its answer costs less than the way to it. Nobody waits for company.
 */
@Component
public class RateLimiter {
    private static final int LARGEST_GROUP = 64;

    /** Numbers that the script answers for each key. */
    private static final int NUMBERS = 3;

    private final Redis redis;
    private final String script;
    private final String digest;
    private final Counter unchecked;
    private final Queue<Waiting> queue = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean asking = new AtomicBoolean();

    RateLimiter(Redis redis, MeterRegistry meters) throws IOException {
        this.redis = redis;
        script =
                StreamUtils.copyToString(
                        new ClassPathResource("redis/rate-limit.lua").getInputStream(),
                        StandardCharsets.UTF_8);
        digest = Base16.digest(script.getBytes(StandardCharsets.UTF_8));
        unchecked = meters.counter("zhumin.limits.unchecked");
    }

    /**
     * Takes one call of the allowance that this key has in every minute. An unused allowance does
     * not add up; a used one comes back evenly.
     */
    public Mono<Allowance> take(String key, int perMinute) {
        return Mono.defer(
                () -> {
                    var waiting = new Waiting("zhumin:limit:" + key, perMinute, Sinks.one());
                    queue.add(waiting);
                    askNext();
                    return waiting.allowance().asMono();
                });
    }

    /** Whoever arrives after the last look at the queue finds nobody asking, or is seen here. */
    private void askNext() {
        while (!queue.isEmpty() && asking.compareAndSet(false, true)) {
            List<Waiting> group = takeGroup();
            if (!group.isEmpty()) {
                Detached.start(ask(group).doOnNext(this::tell).then());
                return;
            }
            asking.set(false);
        }
    }

    private List<Waiting> takeGroup() {
        var group = new ArrayList<Waiting>();
        while (group.size() < LARGEST_GROUP) {
            Waiting next = queue.poll();
            if (next == null) {
                break;
            }
            group.add(next);
        }
        return group;
    }

    /** How to tell the group what became of it. */
    private Mono<Runnable> ask(List<Waiting> group) {
        String[] keys = group.stream().map(Waiting::key).toArray(String[]::new);
        String[] limits =
                group.stream()
                        .map(waiting -> Integer.toString(waiting.perMinute()))
                        .toArray(String[]::new);
        return redis.<List<Long>>call(
                        commands -> commands.evalsha(digest, ScriptOutputType.MULTI, keys, limits))
                .onErrorResume(
                        RedisNoScriptException.class,
                        _ ->
                                redis.call(
                                        commands ->
                                                commands.eval(
                                                        script,
                                                        ScriptOutputType.MULTI,
                                                        keys,
                                                        limits)))
                .switchIfEmpty(Mono.error(() -> new RedisException("no answer")))
                .<Runnable>map(answer -> () -> settle(group, answer))
                .onErrorResume(
                        RedisException.class, _ -> Mono.just(() -> group.forEach(this::open)))
                .onErrorResume(
                        error -> Mono.just(() -> group.forEach(waiting -> waiting.fail(error))));
    }

    /** The next group is on its way before this one goes on. */
    private void tell(Runnable outcome) {
        asking.set(false);
        askNext();
        outcome.run();
    }

    private static void settle(List<Waiting> group, List<Long> answer) {
        for (int i = 0; i < group.size(); i++) {
            Waiting waiting = group.get(i);
            int at = i * NUMBERS;
            waiting.answer(
                    new Allowance(
                            answer.get(at) == 1,
                            waiting.perMinute(),
                            answer.get(at + 1).intValue(),
                            answer.get(at + 2)));
        }
    }

    private void open(Waiting waiting) {
        unchecked.increment();
        waiting.answer(new Allowance(true, waiting.perMinute(), waiting.perMinute(), 0));
    }

    private record Waiting(String key, int perMinute, Sinks.One<Allowance> allowance) {
        void answer(Allowance answer) {
            allowance.tryEmitValue(answer).orThrow();
        }

        void fail(Throwable error) {
            allowance.tryEmitError(error).orThrow();
        }
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
