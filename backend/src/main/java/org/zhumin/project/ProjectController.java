package org.zhumin.project;

import io.swagger.v3.oas.annotations.Hidden;

import jakarta.validation.Valid;

import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import org.zhumin.identity.Actor;
import org.zhumin.kernel.Ids;
import org.zhumin.kernel.Page;
import org.zhumin.platform.problem.Texts;
import org.zhumin.platform.web.FactKey;
import org.zhumin.platform.web.ForEverybody;
import org.zhumin.platform.web.HotReads;
import org.zhumin.platform.web.IdempotencyKey;
import org.zhumin.platform.web.PageRequest;
import org.zhumin.platform.web.PublicAnswer;
import org.zhumin.project.ProjectBodies.ProjectBody;
import org.zhumin.project.ProjectView.EntryView;
import org.zhumin.vote.Votes;

import reactor.core.publisher.Mono;

import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;

/** Projects as everybody sees them, and as the council drafts them. */
@RestController
@RequestMapping("/api/v1")
class ProjectController {
    /** Changes drop the answer at once; this is for instances that hear of none, and for dates. */
    private static final Duration TTL = Duration.ofSeconds(10);

    private final ProjectService service;
    private final ProjectViews views;
    private final ProjectDossiers dossiers;
    private final ProjectGet projectGet;
    private final HotReads hotReads;

    ProjectController(
            ProjectService service,
            ProjectViews views,
            ProjectDossiers dossiers,
            ProjectGet projectGet,
            HotReads hotReads) {
        this.service = service;
        this.views = views;
        this.dossiers = dossiers;
        this.projectGet = projectGet;
        this.hotReads = hotReads;
    }

    @PublicAnswer(value = ProjectCard.class, page = true)
    @GetMapping("/projects")
    Mono<Void> list(
            @RequestParam @Nullable String area,
            @RequestParam @Nullable ProjectState step,
            @RequestParam @Nullable String round,
            @RequestParam ProjectState.@Nullable Status status,
            @RequestParam Projects.@Nullable Sort sort,
            @ForEverybody PageRequest page,
            ServerWebExchange exchange) {
        Locale locale = Texts.localeOf(exchange);
        return hotReads.answer(
                exchange,
                TTL,
                Set.of(ProjectTopics.LISTS),
                () ->
                        service.listPublic(area, step, status, round, sort, page)
                                .flatMap(slice -> views.cards(slice, locale))
                                .map(page::page));
    }

    /** Drafts, for the council and the supervisors of the area. */
    @GetMapping("/desk/projects")
    Mono<Page<ProjectCard>> drafts(
            @RequestParam @Nullable String area,
            Actor actor,
            PageRequest page,
            ServerWebExchange exchange) {
        return service.listDrafts(area, actor, page)
                .flatMap(slice -> views.cards(slice, Texts.localeOf(exchange)))
                .map(page::page);
    }

    @PublicAnswer(ProjectView.class)
    @GetMapping(value = "/projects/{id}", headers = "!Authorization")
    Mono<Void> read(@PathVariable String id, ServerWebExchange exchange) {
        return hotReads.answer(exchange, projectGet.read(id, Texts.localeOf(exchange)));
    }

    /** The same for who is signed in: staff see drafts, and what they may do. */
    @Hidden
    @GetMapping(value = "/projects/{id}", headers = "Authorization")
    Mono<ProjectView> read(@PathVariable String id, Actor reader, ServerWebExchange exchange) {
        return service.read(ProjectId.of(id), reader)
                .flatMap(project -> views.viewFor(project, reader, Texts.localeOf(exchange)));
    }

    @PublicAnswer(value = EntryView.class, page = true)
    @GetMapping("/projects/{id}/timeline")
    Mono<Void> timeline(
            @PathVariable String id, @ForEverybody PageRequest page, ServerWebExchange exchange) {
        ProjectId projectId = ProjectId.of(id);
        Locale locale = Texts.localeOf(exchange);
        return hotReads.answer(
                exchange,
                TTL,
                Set.of(ProjectTopics.detail(projectId)),
                () ->
                        service.timeline(projectId, page)
                                .flatMap(slice -> views.entries(slice, locale))
                                .map(page::page));
    }

    /** The whole public file, for reporting upward. */
    @PublicAnswer(ProjectDossier.class)
    @GetMapping("/projects/{id}/dossier")
    Mono<Void> dossier(@PathVariable String id, ServerWebExchange exchange) {
        ProjectId projectId = ProjectId.of(id);
        Locale locale = Texts.localeOf(exchange);
        return hotReads.answer(
                exchange,
                TTL,
                Set.of(
                        ProjectTopics.detail(projectId),
                        ProjectTopics.observations(projectId),
                        Votes.topic(ProjectPolls.subject(projectId))),
                () ->
                        service.readPublic(projectId)
                                .flatMap(project -> dossiers.of(project, locale)));
    }

    @PostMapping("/projects")
    Mono<ResponseEntity<ProjectView>> draft(
            @Valid @RequestBody ProjectBody body,
            Actor actor,
            IdempotencyKey key,
            ServerWebExchange exchange) {
        return service.draft(body, actor, key.factOf(body))
                .flatMap(project -> views.viewFor(project, actor, Texts.localeOf(exchange)))
                .map(
                        view ->
                                ResponseEntity.created(
                                                URI.create("/api/v1/projects/" + view.id().value()))
                                        .body(view));
    }

    @PutMapping("/projects/{id}")
    Mono<ProjectView> edit(
            @PathVariable String id,
            @Valid @RequestBody ProjectBody body,
            Actor actor,
            ServerWebExchange exchange) {
        return service.edit(ProjectId.of(id), body, actor, new FactKey(Ids.random(), ""))
                .flatMap(project -> views.viewFor(project, actor, Texts.localeOf(exchange)));
    }
}
