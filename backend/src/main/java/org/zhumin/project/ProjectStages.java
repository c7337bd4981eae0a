package org.zhumin.project;

import org.springframework.stereotype.Component;
import org.zhumin.platform.redis.Redis;
import org.zhumin.platform.redis.Remembered;

import reactor.core.publisher.Mono;

import java.time.Duration;

/**
 * How far projects have come, from memory, since every tally and every vote of an evaluation asks;
 * see {@link ProjectMemory}.
 */
@Component
class ProjectStages {
    private static final String CHANNEL = "zhumin:project-stages";
    private static final Duration OLDEST_FOR_VOTES = Duration.ofSeconds(5);

    private final Remembered<ProjectId, ProjectStage> remembered;

    ProjectStages(Projects projects, Redis redis) {
        remembered = ProjectMemory.of(redis, CHANNEL, id -> projects.find(id).map(Project::stage));
    }

    /** As votes need it. Empty if there is no such project. */
    Mono<ProjectStage> find(ProjectId id) {
        return remembered.get(id, OLDEST_FOR_VOTES);
    }

    /**
     * As everybody may see it, so with the patience of {@link ProjectMemory}. Fails with {@link
     * ProjectProblem#NOT_FOUND} for a draft too.
     */
    Mono<ProjectStage> getPublic(ProjectId id) {
        return remembered
                .get(id)
                .filter(ProjectStages::isPublic)
                .switchIfEmpty(Mono.defer(() -> find(id).filter(ProjectStages::isPublic)))
                .switchIfEmpty(Mono.error(ProjectProblem.NOT_FOUND::refusal));
    }

    private static boolean isPublic(ProjectStage stage) {
        return stage.state().isPublic();
    }

    /** To be called after a write, before what was made of the old stage is dropped. */
    Mono<Void> changed(ProjectId id) {
        return remembered.changed(id);
    }
}
