package org.zhumin.project;

import org.springframework.stereotype.Component;
import org.zhumin.platform.redis.Redis;
import org.zhumin.platform.redis.Remembered;

import reactor.core.publisher.Mono;

/** How many follow a project, from memory, for every tally asks; see {@link ProjectMemory}. */
@Component
class FollowerCounts {
    private static final String CHANNEL = "zhumin:followers";

    private final Remembered<ProjectId, Long> remembered;

    FollowerCounts(Followers followers, Redis redis) {
        remembered = ProjectMemory.of(redis, CHANNEL, followers::count);
    }

    Mono<Long> of(ProjectId project) {
        return remembered.get(project);
    }

    /** To be called after somebody follows, or does no more. */
    Mono<Void> changed(ProjectId project) {
        return remembered.changed(project);
    }
}
