package org.zhumin.project;

import org.jspecify.annotations.Nullable;
import org.zhumin.kernel.ResidentId;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.time.Instant;

/** Who follows which project. Both writes bear repetition. */
interface Followers {
    Mono<Void> put(ProjectId project, ResidentId resident, Instant at);

    Mono<Void> remove(ProjectId project, ResidentId resident);

    Mono<Boolean> exists(ProjectId project, ResidentId resident);

    Mono<Long> count(ProjectId project);

    /**
     * A portion of those who follow, by id.
     *
     * @param after the last of the portion before
     */
    Flux<ResidentId> listOf(ProjectId project, @Nullable ResidentId after, int atMost);

    Flux<ProjectId> streamBy(ResidentId resident);

    Mono<Void> removeAllOf(ResidentId resident);
}
