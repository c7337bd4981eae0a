package org.zhumin.project;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.zhumin.kernel.DomainException;
import org.zhumin.platform.mongo.MongoLeases;

import reactor.core.publisher.Mono;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Finds milestones that were missed. One instance at a time, by a lease; should two sweep at once,
 * of two writes the second finds the version changed.
 */
@Component
class ProjectSweeper {
    private static final Logger LOG = LoggerFactory.getLogger(ProjectSweeper.class);
    private static final Duration LIFE = Duration.ofSeconds(60);
    private static final int BATCH = 200;

    private final Projects projects;
    private final ProjectActs acts;
    private final MongoLeases leases;
    private final Clock clock;

    ProjectSweeper(Projects projects, ProjectActs acts, MongoLeases leases, Clock clock) {
        this.projects = projects;
        this.acts = acts;
        this.leases = leases;
        this.clock = clock;
    }

    @Scheduled(initialDelay = 20, fixedDelay = 60, timeUnit = TimeUnit.SECONDS)
    Mono<Void> sweep() {
        return leases.whileHeld("project-milestones", LIFE, _ -> missMilestones())
                .onErrorResume(ProjectSweeper::tryNextTime);
    }

    Mono<Void> missMilestones() {
        return projects.streamMissed(clock.instant(), BATCH)
                .concatMap(id -> skipFailed(id, projects.find(id).flatMap(this::miss)))
                .then();
    }

    private Mono<Void> miss(Project project) {
        Instant now = clock.instant();
        List<Milestone> missed =
                project.milestones().stream().filter(one -> one.isMissed(now)).toList();
        return missed.isEmpty() || project.state() != ProjectState.WATCH
                ? Mono.empty()
                : acts.performOwn(
                                ProjectAction.MISS_MILESTONE,
                                project,
                                ProjectMoves.missMilestones(project, missed, Step.ofSystem(now)))
                        .then();
    }

    /** Whoever was faster has done it, or the next sweep does. */
    private static Mono<Void> skipFailed(ProjectId id, Mono<Void> work) {
        return work.onErrorResume(
                DomainException.class,
                failure -> {
                    LOG.info(
                            "Project {} is left to the next sweep: {}",
                            id.value(),
                            failure.getMessage());
                    return Mono.empty();
                });
    }

    private static Mono<Void> tryNextTime(Throwable failure) {
        LOG.warn("Projects were not swept to the end: {}", failure.toString());
        return Mono.empty();
    }
}
