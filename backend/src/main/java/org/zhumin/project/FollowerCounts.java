package org.zhumin.project;

import org.springframework.stereotype.Component;
import org.zhumin.platform.redis.Redis;
import org.zhumin.platform.redis.Remembered;

import reactor.core.publisher.Mono;

import java.util.Optional;

/**
 * How many follow a project, from memory, for every tally asks; at most as old as a tally may be.
 */
@Component
class FollowerCounts {
    private static final String CHANNEL = "zhumin:followers";
    private static final int MOST_PROJECTS = 10_000;

    private final Remembered<ProjectId, Long> remembered;

    FollowerCounts(Followers followers, Redis redis) {
        remembered =
                new Remembered<>(
                        redis,
                        CHANNEL,
                        ProjectId::value,
                        text -> Optional.of(new ProjectId(text)),
                        TallyGet.TTL,
                        MOST_PROJECTS,
                        followers::count);
    }

    Mono<Long> of(ProjectId project) {
        return remembered.get(project);
    }

    /** To be called after somebody follows, or does no more. */
    Mono<Void> changed(ProjectId project) {
        return remembered.changed(project);
    }
}
