package org.zhumin.platform.redis;

import io.lettuce.core.RedisException;
import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.codec.Base16;

import org.springframework.core.io.ClassPathResource;
import org.springframework.util.StreamUtils;

import reactor.core.publisher.Mono;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The script by which all instances count in Redis. */
final class UsageScript {
    private static final String PREFIX = "zhumin:limit:";
    private static final int NANOS_OF_MICRO = 1000;

    private final Redis redis;
    private final String script;
    private final String digest;

    UsageScript(Redis redis) throws IOException {
        this.redis = redis;
        script =
                StreamUtils.copyToString(
                        new ClassPathResource("redis/rate-limit.lua").getInputStream(),
                        StandardCharsets.UTF_8);
        digest = Base16.digest(script.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Moves each key by so many nanoseconds, 0 to ask only. Fails as {@link Redis#call}.
     *
     * @return how many nanoseconds from now the allowance of each key is whole
     */
    Mono<List<Long>> add(List<String> keys, List<Long> nanos) {
        String[] names = keys.stream().map(key -> PREFIX + key).toArray(String[]::new);
        String[] micros =
                nanos.stream()
                        .map(added -> Long.toString(added / NANOS_OF_MICRO))
                        .toArray(String[]::new);
        return run(names, micros)
                .map(answer -> answer.stream().map(micro -> micro * NANOS_OF_MICRO).toList())
                .switchIfEmpty(Mono.error(() -> new RedisException("no answer")));
    }

    private Mono<List<Long>> run(String[] keys, String[] values) {
        return redis.<List<Long>>call(
                        commands -> commands.evalsha(digest, ScriptOutputType.MULTI, keys, values))
                .onErrorResume(RedisNoScriptException.class, _ -> send(keys, values));
    }

    private Mono<List<Long>> send(String[] keys, String[] values) {
        return redis.call(commands -> commands.eval(script, ScriptOutputType.MULTI, keys, values));
    }
}
