package org.zhumin.supervision;

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
import org.zhumin.platform.problem.Texts;
import org.zhumin.platform.web.IdempotencyKey;
import org.zhumin.platform.web.PageRequest;
import org.zhumin.supervision.Bodies.OpenCaseBody;
import org.zhumin.supervision.Bodies.TextBody;
import org.zhumin.supervision.SupervisionViews.CaseView;

import reactor.core.publisher.Mono;

import java.net.URI;
import java.util.Locale;

/** Accountability cases: councils and supervisors open and close them, the unit answers its own. */
@RestController
@RequestMapping("/api/v1")
class CaseController {
    private final CaseService service;
    private final SupervisionViews views;

    CaseController(CaseService service, SupervisionViews views) {
        this.service = service;
        this.views = views;
    }

    @GetMapping("/accountability-cases")
    Mono<Page<CaseView>> list(
            @RequestParam @Nullable CaseState state,
            Actor actor,
            PageRequest page,
            ServerWebExchange exchange) {
        Locale locale = Texts.localeOf(exchange);
        return service.list(actor, state, page)
                .map(slice -> slice.map(found -> views.view(found, actor, locale)))
                .map(page::page);
    }

    @GetMapping("/accountability-cases/{id}")
    Mono<CaseView> read(@PathVariable String id, Actor actor, ServerWebExchange exchange) {
        return view(service.read(idOf(id), actor), actor, exchange);
    }

    @PostMapping("/accountability-cases")
    Mono<ResponseEntity<CaseView>> open(
            @Valid @RequestBody OpenCaseBody body,
            Actor actor,
            IdempotencyKey key,
            ServerWebExchange exchange) {
        return view(service.open(body, actor, key.factOf(body)), actor, exchange)
                .map(
                        view ->
                                ResponseEntity.created(
                                                URI.create(
                                                        "/api/v1/accountability-cases/"
                                                                + view.id().value()))
                                        .body(view));
    }

    @PostMapping("/desk/accountability-cases/{id}/answer")
    Mono<CaseView> answer(
            @PathVariable String id,
            @Valid @RequestBody TextBody body,
            Actor actor,
            IdempotencyKey key,
            ServerWebExchange exchange) {
        return view(service.answer(idOf(id), body, actor, key.factOf(body)), actor, exchange);
    }

    @PostMapping("/desk/accountability-cases/{id}/close")
    Mono<CaseView> close(
            @PathVariable String id,
            @Valid @RequestBody TextBody body,
            Actor actor,
            IdempotencyKey key,
            ServerWebExchange exchange) {
        return view(service.close(idOf(id), body, actor, key.factOf(body)), actor, exchange);
    }

    private Mono<CaseView> view(
            Mono<AccountabilityCase> found, Actor actor, ServerWebExchange exchange) {
        return found.map(done -> views.view(done, actor, Texts.localeOf(exchange)));
    }

    private static CaseId idOf(String id) {
        if (!Ids.isValid(id)) {
            throw SupervisionProblem.CASE_NOT_FOUND.refusal();
        }
        return new CaseId(id);
    }
}
