package org.zhumin.project;

import org.springframework.stereotype.Component;
import org.zhumin.identity.Actor;
import org.zhumin.platform.Detached;
import org.zhumin.platform.web.HotReads;

import reactor.core.publisher.Mono;

import java.time.Clock;

/** Following a project: whoever follows is told what happens, and may write what they see. */
@Component
class FollowService {
    private final Projects projects;
    private final Followers followers;
    private final FollowerCounts counts;
    private final HotReads hotReads;
    private final Clock clock;

    FollowService(
            Projects projects,
            Followers followers,
            FollowerCounts counts,
            HotReads hotReads,
            Clock clock) {
        this.projects = projects;
        this.followers = followers;
        this.counts = counts;
        this.hotReads = hotReads;
        this.clock = clock;
    }

    /** Fails with {@link ProjectProblem#NOT_ALLOWED_IN_STATE} for what is over. */
    Mono<Void> follow(ProjectId id, Actor actor) {
        return Detached.run(
                readPublic(id)
                        .doOnNext(
                                project -> {
                                    if (!project.state().isStep()) {
                                        throw project.refusal(
                                                ProjectProblem.NOT_ALLOWED_IN_STATE,
                                                clock.instant());
                                    }
                                })
                        .flatMap(_ -> followers.put(id, actor.id(), clock.instant()))
                        .then(Mono.defer(() -> tell(id))));
    }

    Mono<Void> unfollow(ProjectId id, Actor actor) {
        return Detached.run(
                readPublic(id)
                        .flatMap(_ -> followers.remove(id, actor.id()))
                        .then(Mono.defer(() -> tell(id))));
    }

    private Mono<Void> tell(ProjectId id) {
        return counts.changed(id).then(Mono.defer(() -> hotReads.changed(ProjectTopics.tally(id))));
    }

    private Mono<Project> readPublic(ProjectId id) {
        return projects.get(id)
                .filter(project -> project.state().isPublic())
                .switchIfEmpty(Mono.error(ProjectProblem.NOT_FOUND::refusal));
    }
}
