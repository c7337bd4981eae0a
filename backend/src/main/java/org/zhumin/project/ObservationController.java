package org.zhumin.project;

import jakarta.validation.Valid;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import org.zhumin.identity.Actor;
import org.zhumin.kernel.Ids;
import org.zhumin.kernel.Page;
import org.zhumin.platform.problem.Texts;
import org.zhumin.platform.web.ForEverybody;
import org.zhumin.platform.web.HotReads;
import org.zhumin.platform.web.IdempotencyKey;
import org.zhumin.platform.web.PageRequest;
import org.zhumin.platform.web.PublicAnswer;
import org.zhumin.project.ObservationBodies.AnswerBody;
import org.zhumin.project.ObservationBodies.ObservationBody;
import org.zhumin.project.ObservationBodies.ObservationView;

import reactor.core.publisher.Mono;

import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;

/** 盯: following a project, what followers see, and what is answered. */
@RestController
@RequestMapping("/api/v1")
class ObservationController {
    private static final Duration TTL = Duration.ofSeconds(10);

    private final FollowService follows;
    private final ObservationService service;
    private final ObservationViews views;
    private final HotReads hotReads;

    ObservationController(
            FollowService follows,
            ObservationService service,
            ObservationViews views,
            HotReads hotReads) {
        this.follows = follows;
        this.service = service;
        this.views = views;
        this.hotReads = hotReads;
    }

    @ResponseStatus(HttpStatus.NO_CONTENT)
    @PutMapping("/projects/{id}/follow")
    Mono<Void> follow(@PathVariable String id, Actor actor) {
        return follows.follow(ProjectId.of(id), actor);
    }

    @ResponseStatus(HttpStatus.NO_CONTENT)
    @DeleteMapping("/projects/{id}/follow")
    Mono<Void> unfollow(@PathVariable String id, Actor actor) {
        return follows.unfollow(ProjectId.of(id), actor);
    }

    @PostMapping("/projects/{id}/observations")
    Mono<ResponseEntity<ObservationView>> observe(
            @PathVariable String id,
            @Valid @RequestBody ObservationBody body,
            Actor actor,
            IdempotencyKey key,
            ServerWebExchange exchange) {
        return service.observe(ProjectId.of(id), body, actor, key.factOf(body))
                .flatMap(made -> views.ownView(made, actor, Texts.localeOf(exchange)))
                .map(
                        view ->
                                ResponseEntity.created(
                                                URI.create(
                                                        "/api/v1/projects/%s/observations/%s"
                                                                .formatted(id, view.id().value())))
                                        .body(view));
    }

    @PublicAnswer(value = ObservationView.class, page = true)
    @GetMapping("/projects/{id}/observations")
    Mono<Void> list(
            @PathVariable String id,
            @RequestParam Observation.@Nullable State state,
            @ForEverybody PageRequest page,
            ServerWebExchange exchange) {
        ProjectId projectId = ProjectId.of(id);
        Locale locale = Texts.localeOf(exchange);
        return hotReads.answer(
                exchange,
                TTL,
                Set.of(ProjectTopics.observations(projectId), ProjectTopics.detail(projectId)),
                () ->
                        service.listPublic(projectId, state, page)
                                .flatMap(slice -> views.publicViews(slice, locale))
                                .map(page::page));
    }

    @PostMapping("/projects/{id}/observations/{observation}/answer")
    Mono<ObservationView> answer(
            @PathVariable String id,
            @PathVariable String observation,
            @Valid @RequestBody AnswerBody body,
            Actor actor,
            IdempotencyKey key,
            ServerWebExchange exchange) {
        return service.answer(ProjectId.of(id), idOf(observation), body, actor, key.factOf(body))
                .flatMap(done -> views.deskView(done, Texts.localeOf(exchange)));
    }

    /** What waits for an answer of this actor's area or organisation. */
    @GetMapping("/desk/observations")
    Mono<Page<ObservationView>> work(
            @RequestParam(defaultValue = "OPEN") Observation.State state,
            Actor actor,
            PageRequest page,
            ServerWebExchange exchange) {
        return service.listWork(state, actor, page)
                .flatMap(slice -> views.deskViews(slice, Texts.localeOf(exchange)))
                .map(page::page);
    }

    private static Observation.Id idOf(String text) {
        if (!Ids.isValid(text)) {
            throw ProjectProblem.OBSERVATION_NOT_FOUND.refusal();
        }
        return new Observation.Id(text);
    }
}
