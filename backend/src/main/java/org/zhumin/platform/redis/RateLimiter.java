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

import reactor.core.publisher.Mono;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Counts calls in Redis with one script, so that all instances share one count. Without Redis
 * nobody is limited, and {@code zhumin.limits.unchecked} counts how often that was so.
 */
@Component
public class RateLimiter {
    private final Redis redis;
    private final String script;
    private final String digest;
    private final Counter unchecked;

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
        String[] keys = {"zhumin:limit:" + key};
        String limit = Integer.toString(perMinute);
        return redis.<List<Long>>call(
                        commands -> commands.evalsha(digest, ScriptOutputType.MULTI, keys, limit))
                .onErrorResume(
                        RedisNoScriptException.class,
                        _ ->
                                redis.call(
                                        commands ->
                                                commands.eval(
                                                        script,
                                                        ScriptOutputType.MULTI,
                                                        keys,
                                                        limit)))
                .map(answer -> allowance(answer, perMinute))
                .onErrorResume(RedisException.class, _ -> Mono.fromSupplier(() -> open(perMinute)));
    }

    private static Allowance allowance(List<Long> answer, int perMinute) {
        return new Allowance(
                answer.get(0) == 1, perMinute, answer.get(1).intValue(), answer.get(2));
    }

    private Allowance open(int perMinute) {
        unchecked.increment();
        return new Allowance(true, perMinute, perMinute, 0);
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
