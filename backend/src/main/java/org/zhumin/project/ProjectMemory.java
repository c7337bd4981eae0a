package org.zhumin.project;

import org.zhumin.platform.redis.Redis;
import org.zhumin.platform.redis.Remembered;

import reactor.core.publisher.Mono;

import java.util.Optional;
import java.util.function.Function;

/** Small facts of projects that every tally asks for, at most as old as a tally may be. */
final class ProjectMemory {
    private static final int MOST_PROJECTS = 10_000;

    private ProjectMemory() {}

    static <V> Remembered<ProjectId, V> of(
            Redis redis, String channel, Function<ProjectId, Mono<V>> load) {
        return new Remembered<>(
                redis,
                channel,
                ProjectId::value,
                text -> Optional.of(new ProjectId(text)),
                TallyGet.TTL,
                MOST_PROJECTS,
                load);
    }
}
