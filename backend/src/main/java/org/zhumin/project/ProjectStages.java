package org.zhumin.project;

import org.springframework.stereotype.Component;
import org.zhumin.platform.redis.Redis;
import org.zhumin.platform.redis.Remembered;

import reactor.core.publisher.Mono;

/**
 * How far projects have come, from memory, since every tally and every vote of an evaluation asks;
 * see {@link ProjectMemory}.
 */
@Component
class ProjectStages {
    private static final String CHANNEL = "zhumin:project-stages";

    private final Remembered<ProjectId, ProjectStage> remembered;

    ProjectStages(Projects projects, Redis redis) {
        remembered = ProjectMemory.of(redis, CHANNEL, id -> projects.find(id).map(Project::stage));
    }

    /** Empty if there is no such project. */
    Mono<ProjectStage> find(ProjectId id) {
        return remembered.get(id);
    }

    /** Fails with {@link ProjectProblem#NOT_FOUND} for a draft too. */
    Mono<ProjectStage> getPublic(ProjectId id) {
        return find(id).filter(stage -> stage.state().isPublic())
                .switchIfEmpty(Mono.error(ProjectProblem.NOT_FOUND::refusal));
    }

    /** To be called after a write, before what was made of the old stage is dropped. */
    Mono<Void> changed(ProjectId id) {
        return remembered.changed(id);
    }
}
