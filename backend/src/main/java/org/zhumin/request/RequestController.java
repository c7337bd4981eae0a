package org.zhumin.request;

import io.swagger.v3.oas.annotations.Hidden;

import jakarta.validation.Valid;

import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
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

import reactor.core.publisher.Mono;

import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;

/** Requests as residents and everybody see them. */
@RestController
class RequestController {
    /** Changes drop the answer at once; this is for instances that hear of none. */
    private static final Duration TTL = Duration.ofSeconds(10);

    private final RequestService service;
    private final MyRequests mine;
    private final RequestViews views;
    private final RequestAnswers answers;
    private final HotReads hotReads;

    RequestController(
            RequestService service,
            MyRequests mine,
            RequestViews views,
            RequestAnswers answers,
            HotReads hotReads) {
        this.mine = mine;
        this.service = service;
        this.views = views;
        this.answers = answers;
        this.hotReads = hotReads;
    }

    @PostMapping("/api/v1/requests")
    Mono<ResponseEntity<RequestView>> submit(
            @Valid @RequestBody SubmitBody body,
            Actor actor,
            IdempotencyKey key,
            ServerWebExchange exchange) {
        return service.submit(body, actor, key.factOf(body))
                .flatMap(request -> answers.ofOwner(request, actor.id(), Texts.localeOf(exchange)))
                .map(RequestController::created);
    }

    /** What everybody would read, before anything is submitted. Nothing is kept of it. */
    @PostMapping("/api/v1/requests/preview")
    RequestPreview preview(@Valid @RequestBody SubmitBody body, Actor actor) {
        return views.preview(service.draft(body, actor));
    }

    private static ResponseEntity<RequestView> created(RequestView view) {
        return ResponseEntity.created(URI.create("/api/v1/requests/" + view.id().value()))
                .body(view);
    }

    @PublicAnswer(value = RequestCard.class, page = true)
    @GetMapping("/api/v1/requests")
    Mono<Void> list(
            @RequestParam @Nullable String area,
            @RequestParam @Nullable String category,
            @RequestParam @Nullable RequestState status,
            @ForEverybody PageRequest page,
            ServerWebExchange exchange) {
        Locale locale = Texts.localeOf(exchange);
        return hotReads.answer(
                exchange,
                TTL,
                Set.of(RequestTopics.LISTS),
                () ->
                        service.listPublic(area, category, status, page)
                                .flatMap(slice -> answers.cards(slice, locale))
                                .map(page::page));
    }

    @PublicAnswer(RequestView.class)
    @GetMapping(value = "/api/v1/requests/{id}", headers = "!Authorization")
    Mono<Void> read(@PathVariable String id, ServerWebExchange exchange) {
        RequestId requestId = idOf(id);
        Locale locale = Texts.localeOf(exchange);
        return hotReads.answer(
                exchange,
                TTL,
                Set.of(RequestTopics.detail(requestId)),
                () ->
                        service.readPublic(requestId)
                                .flatMap(request -> answers.ofAnybody(request, locale)));
    }

    /** The same for who is signed in: the owner and the desk see more than others. */
    @Hidden
    @GetMapping(value = "/api/v1/requests/{id}", headers = "Authorization")
    Mono<RequestView> read(@PathVariable String id, Actor reader, ServerWebExchange exchange) {
        return service.read(idOf(id), reader)
                .flatMap(reading -> answers.of(reading, reader, Texts.localeOf(exchange)));
    }

    /** What is mine and what I support. */
    @GetMapping("/api/v1/me/requests")
    Mono<Page<RequestCard>> listMine(Actor actor, PageRequest page, ServerWebExchange exchange) {
        Locale locale = Texts.localeOf(exchange);
        return mine.list(actor, page)
                .flatMap(slice -> answers.myCards(slice, actor, locale))
                .map(page::page);
    }

    /** What has not the form of an id names nothing. */
    static RequestId idOf(String text) {
        if (!Ids.isValid(text)) {
            throw RequestProblem.NOT_FOUND.refusal();
        }
        return new RequestId(text);
    }
}
