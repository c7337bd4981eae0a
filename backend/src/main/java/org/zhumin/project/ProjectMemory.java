package org.zhumin.project;

import org.zhumin.platform.redis.Redis;
import org.zhumin.platform.redis.Remembered;

import reactor.core.publisher.Mono;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/**
 * Small facts of projects that every tally asks for. A change is told to every instance through
 * Redis; without it others tell what is old for as long as clients may keep a public answer.
 */
final class ProjectMemory {
    private static final int MOST_PROJECTS = 10_000;
    private static final Duration LIFETIME = Duration.ofMinutes(1);

    private ProjectMemory() {}

    static <V> Remembered<ProjectId, V> of(
            Redis redis, String channel, Function<ProjectId, Mono<V>> load) {
        return new Remembered<>(
                redis,
                channel,
                ProjectId::value,
                text -> Optional.of(new ProjectId(text)),
                LIFETIME,
                MOST_PROJECTS,
                load);
    }
}
