package org.zhumin.project;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.zhumin.area.AreaTree;
import org.zhumin.identity.Actor;
import org.zhumin.identity.Role;
import org.zhumin.kernel.AreaCode;
import org.zhumin.kernel.Cursor;
import org.zhumin.kernel.Slice;
import org.zhumin.platform.Detached;
import org.zhumin.platform.audit.AuditLog;
import org.zhumin.platform.problem.PlatformProblem;
import org.zhumin.platform.web.FactKey;
import org.zhumin.platform.web.PageRequest;
import org.zhumin.project.ProjectActs.Act;
import org.zhumin.project.ProjectBodies.ProjectBody;
import org.zhumin.project.Projects.Filter;

import reactor.core.publisher.Mono;

import java.time.Clock;
import java.util.List;
import java.util.Objects;

/** Drafts, changes and reads projects. */
@Component
class ProjectService {
    private final Projects projects;
    private final ProjectDrafts drafts;
    private final Candidacy candidacy;
    private final ProjectMedia media;
    private final ProjectActs acts;
    private final ProjectMeters meters;
    private final AreaTree areas;
    private final AuditLog audit;
    private final Clock clock;

    ProjectService(
            Projects projects,
            ProjectDrafts drafts,
            Candidacy candidacy,
            ProjectMedia media,
            ProjectActs acts,
            ProjectMeters meters,
            AreaTree areas,
            AuditLog audit,
            Clock clock) {
        this.projects = projects;
        this.drafts = drafts;
        this.candidacy = candidacy;
        this.media = media;
        this.acts = acts;
        this.meters = meters;
        this.areas = areas;
        this.audit = audit;
        this.clock = clock;
    }

    Mono<Project> draft(ProjectBody body, Actor actor, FactKey key) {
        ProjectRules.requireCouncil(drafts.pathOf(body.areaCode()), actor);
        var id = new ProjectId(key.id());
        return Detached.run(
                projects.find(id)
                        .switchIfEmpty(Mono.defer(() -> store(id, body, actor, key)))
                        .doOnNext(stored -> key.requireSameBody(stored.bodyHash())));
    }

    private Mono<Project> store(ProjectId id, ProjectBody body, Actor actor, FactKey key) {
        var step = new Step(clock.instant(), ProjectAction.Party.COUNCIL, key);
        StepPlan point = ProjectDrafts.point(body);
        StepPlan evaluate = ProjectDrafts.evaluate(body);
        return candidacy
                .check(body.roundId(), drafts.pathOf(body.areaCode()))
                .then(Mono.defer(() -> media.attach(id, body.mediaIds(), actor)))
                .flatMap(ids -> drafts.contentOf(body, ids))
                .map(content -> Project.draft(content, point, evaluate, body.roundId(), null, step))
                .delayUntil(_ -> audit.record(actor.id(), "project.draft", id.value()))
                .flatMap(projects::insert)
                .doOnNext(_ -> meters.drafted());
    }

    Mono<Project> edit(ProjectId id, ProjectBody body, Actor actor, FactKey key) {
        ProjectRules.requireCouncil(drafts.pathOf(body.areaCode()), actor);
        StepPlan point = ProjectDrafts.point(body);
        StepPlan evaluate = ProjectDrafts.evaluate(body);
        return acts.plan(
                Act.of(ProjectAction.EDIT, id, actor, key),
                (project, step) -> {
                    // Refused before anything is attached.
                    project.change(ProjectAction.EDIT, step);
                    return checkRound(project, body)
                            .then(
                                    Mono.defer(
                                            () ->
                                                    media.attachFurther(
                                                            id,
                                                            project.content().mediaIds(),
                                                            body.mediaIds(),
                                                            actor)))
                            .flatMap(ids -> drafts.contentOf(body, ids))
                            .map(
                                    content ->
                                            ProjectMoves.edit(
                                                    project,
                                                    content,
                                                    point,
                                                    evaluate,
                                                    body.roundId(),
                                                    step));
                });
    }

    /** What stays as it was has been checked. */
    private Mono<Void> checkRound(Project before, ProjectBody body) {
        List<AreaCode> path = drafts.pathOf(body.areaCode());
        boolean same =
                Objects.equals(before.roundId(), body.roundId())
                        && before.content().areaPath().equals(path);
        return same ? Mono.empty() : candidacy.check(body.roundId(), path);
    }

    Mono<Slice<Project>> listPublic(
            @Nullable String area,
            @Nullable ProjectState state,
            ProjectState.@Nullable Status status,
            @Nullable String round,
            Projects.@Nullable Sort sort,
            PageRequest page) {
        if (state == ProjectState.DRAFT || status == ProjectState.Status.DRAFT) {
            return Mono.just(new Slice<>(List.of(), null));
        }
        return projects.list(
                new Filter(
                        codeOf(area),
                        state,
                        status,
                        round,
                        sort == null ? Projects.Sort.NEW : sort),
                page.limit(),
                page.after());
    }

    /** For staff: drafts too, where their role counts. */
    Mono<Slice<Project>> listDrafts(@Nullable String area, Actor actor, PageRequest page) {
        AreaCode code = codeOf(area == null ? firstAreaOf(actor) : area);
        List<AreaCode> path = areas.get(code).path();
        if (!actor.hasIn(Role.COUNCIL, path) && !actor.hasIn(Role.SUPERVISOR, path)) {
            throw PlatformProblem.FORBIDDEN.refusal();
        }
        return projects.list(
                new Filter(code, null, ProjectState.Status.DRAFT, null, Projects.Sort.NEW),
                page.limit(),
                page.after());
    }

    private static String firstAreaOf(Actor actor) {
        return actor.areasOf(Role.COUNCIL).stream()
                .findFirst()
                .or(() -> actor.areasOf(Role.SUPERVISOR).stream().findFirst())
                .map(AreaCode::value)
                .orElseThrow(PlatformProblem.FORBIDDEN::refusal);
    }

    private AreaCode codeOf(@Nullable String area) {
        return area == null ? areas.city().code() : areas.get(area).code();
    }

    /** Fails with {@link ProjectProblem#NOT_FOUND} for a draft. */
    Mono<Project> readPublic(ProjectId id) {
        return projects.get(id)
                .filter(project -> project.state().isPublic())
                .switchIfEmpty(Mono.error(ProjectProblem.NOT_FOUND::refusal));
    }

    /** The same for who is signed in. */
    Mono<Project> read(ProjectId id, Actor reader) {
        return projects.get(id)
                .filter(project -> ProjectRules.maySee(project, reader))
                .switchIfEmpty(Mono.error(ProjectProblem.NOT_FOUND::refusal));
    }

    /** What happened, the latest first. */
    Mono<Slice<ProjectEntry>> timeline(ProjectId id, PageRequest page) {
        return readPublic(id)
                .map(
                        project -> {
                            List<ProjectEntry> latestFirst = project.publicTimeline().reversed();
                            return slice(latestFirst, page.limit(), page.after());
                        });
    }

    /** Entries are only ever added, so the number of those below is where a page ended. */
    private static Slice<ProjectEntry> slice(
            List<ProjectEntry> latestFirst, int limit, @Nullable Cursor after) {
        int left =
                after == null
                        ? latestFirst.size()
                        : Math.min(Integer.parseInt(after.keys().getFirst()), latestFirst.size());
        int from = latestFirst.size() - left;
        int to = Math.min(from + limit, latestFirst.size());
        Cursor next =
                to == latestFirst.size()
                        ? null
                        : Cursor.of(Integer.toString(latestFirst.size() - to));
        return new Slice<>(latestFirst.subList(from, to), next);
    }
}
