package org.zhumin.request;

import jakarta.validation.Valid;

import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import org.zhumin.identity.Actor;
import org.zhumin.kernel.Ids;
import org.zhumin.kernel.Page;
import org.zhumin.kernel.ResidentId;
import org.zhumin.platform.problem.Texts;
import org.zhumin.platform.web.IdempotencyKey;
import org.zhumin.platform.web.PageRequest;
import org.zhumin.request.DeskBodies.IntakeBody;
import org.zhumin.request.DeskService.Query;

import reactor.core.publisher.Mono;

import java.net.URI;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.Map;

/** The desk behind the requests: its lists, one request, and what comes in otherwise. */
@RestController
@RequestMapping("/api/v1/desk/requests")
class DeskController {
    private final DeskService service;
    private final IntakeService intake;
    private final DeskAnswers answers;
    private final RequestAnswers requests;

    DeskController(
            DeskService service,
            IntakeService intake,
            DeskAnswers answers,
            RequestAnswers requests) {
        this.service = service;
        this.intake = intake;
        this.answers = answers;
        this.requests = requests;
    }

    /**
     * @param queue may be left out where {@code q} is given
     * @param assignee only what this clerk has
     * @param q a number, or the beginning of a title; then in the order of titles
     * @param dueBefore only what is due before this moment; then by due date
     */
    @GetMapping
    Mono<Page<DeskCard>> list(
            @RequestParam @Nullable DeskQueue queue,
            @RequestParam @Nullable String assignee,
            @RequestParam @Nullable String q,
            @RequestParam @Nullable OffsetDateTime dueBefore,
            @RequestParam @Nullable DeskSort sort,
            Actor actor,
            PageRequest page,
            ServerWebExchange exchange) {
        Locale locale = Texts.localeOf(exchange);
        Instant before = dueBefore == null ? null : DeskDates.instantOf("dueBefore", dueBefore);
        return service.list(new Query(queue, clerk(assignee), q, before, sort), actor, page)
                .flatMap(slice -> requests.deskCards(slice, actor, locale))
                .map(page::page);
    }

    private static @Nullable ResidentId clerk(@Nullable String assignee) {
        if (assignee == null) {
            return null;
        }
        if (!Ids.isValid(assignee)) {
            throw RequestProblem.ASSIGNEE_UNKNOWN.refusal();
        }
        return new ResidentId(assignee);
    }

    /** By queue, at most 1000 each. */
    @GetMapping("/counts")
    Mono<Map<DeskQueue, Long>> count(Actor actor) {
        return service.count(actor);
    }

    @GetMapping("/{id}")
    Mono<DeskRequestView> read(@PathVariable String id, Actor actor, ServerWebExchange exchange) {
        return answers.of(service.read(RequestController.idOf(id), actor), actor, exchange);
    }

    @PostMapping
    Mono<ResponseEntity<DeskRequestView>> take(
            @Valid @RequestBody IntakeBody body,
            Actor actor,
            IdempotencyKey key,
            ServerWebExchange exchange) {
        return answers.of(intake.take(body, actor, key.factOf(body)), actor, exchange)
                .map(DeskController::created);
    }

    private static ResponseEntity<DeskRequestView> created(DeskRequestView view) {
        String id = view.request().id().value();
        return ResponseEntity.created(URI.create("/api/v1/desk/requests/" + id)).body(view);
    }
}
