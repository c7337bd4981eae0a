package org.zhumin.project;

import org.springframework.stereotype.Component;
import org.zhumin.platform.web.HotGet;
import org.zhumin.platform.web.PublicRead;

import reactor.core.publisher.Mono;

import java.time.Duration;
import java.util.Locale;
import java.util.Set;

/** A project as everybody sees it; {@link ProjectController} answers the same. */
@Component
class ProjectGet implements HotGet {
    /** Changes drop the answer at once; this is for instances that hear of none, and for dates. */
    private static final Duration TTL = Duration.ofSeconds(10);

    private final ProjectService projects;
    private final ProjectStages stages;
    private final ProjectTallies tallies;
    private final ProjectViews views;

    ProjectGet(
            ProjectService projects,
            ProjectStages stages,
            ProjectTallies tallies,
            ProjectViews views) {
        this.projects = projects;
        this.stages = stages;
        this.tallies = tallies;
        this.views = views;
    }

    @Override
    public String path() {
        return "/api/v1/projects/{id}";
    }

    @Override
    public PublicRead read(String id, Locale locale) {
        ProjectId projectId = ProjectId.of(id);
        return new PublicRead(
                TTL, Set.of(ProjectTopics.detail(projectId)), () -> load(projectId, locale));
    }

    /** The tally is read meanwhile. */
    private Mono<ProjectView> load(ProjectId id, Locale locale) {
        return Mono.zip(projects.readPublic(id), stages.getPublic(id).flatMap(tallies::of))
                .flatMap(read -> views.view(read.getT1(), read.getT2(), locale));
    }
}
