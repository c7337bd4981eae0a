package org.zhumin.supervision;

import jakarta.validation.Valid;

import org.jspecify.annotations.Nullable;
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
import org.zhumin.supervision.Bodies.EscalateBody;
import org.zhumin.supervision.Bodies.SubmitBody;
import org.zhumin.supervision.Bodies.VerifyBody;
import org.zhumin.supervision.SupervisionViews.RectificationView;

import reactor.core.publisher.Mono;

import java.time.Clock;
import java.util.Locale;

/** Rectification orders, for councils, supervisors and the units that owe them. */
@RestController
@RequestMapping("/api/v1")
class RectificationController {
    private final RectificationService service;
    private final SupervisionViews views;
    private final Clock clock;

    RectificationController(RectificationService service, SupervisionViews views, Clock clock) {
        this.service = service;
        this.views = views;
        this.clock = clock;
    }

    /**
     * @param overdue true for what is owed and late; otherwise all
     */
    @GetMapping("/rectifications")
    Mono<Page<RectificationView>> list(
            @RequestParam @Nullable RectificationState state,
            @RequestParam(defaultValue = "false") boolean overdue,
            Actor actor,
            PageRequest page,
            ServerWebExchange exchange) {
        var filter = new Rectifications.Filter(state, overdue ? clock.instant() : null);
        Locale locale = Texts.localeOf(exchange);
        return service.list(actor, filter, page)
                .map(slice -> slice.map(order -> views.view(order, actor, locale)))
                .map(page::page);
    }

    @GetMapping("/rectifications/{id}")
    Mono<RectificationView> read(@PathVariable String id, Actor actor, ServerWebExchange exchange) {
        return view(service.read(idOf(id), actor), actor, exchange);
    }

    @PostMapping("/desk/rectifications/{id}/submit")
    Mono<RectificationView> submit(
            @PathVariable String id,
            @Valid @RequestBody SubmitBody body,
            Actor actor,
            IdempotencyKey key,
            ServerWebExchange exchange) {
        return view(service.submit(idOf(id), body, actor, key.factOf(body)), actor, exchange);
    }

    @PostMapping("/desk/rectifications/{id}/verify")
    Mono<RectificationView> verify(
            @PathVariable String id,
            @Valid @RequestBody VerifyBody body,
            Actor actor,
            IdempotencyKey key,
            ServerWebExchange exchange) {
        return view(service.verify(idOf(id), body, actor, key.factOf(body)), actor, exchange);
    }

    @PostMapping("/desk/rectifications/{id}/escalate")
    Mono<RectificationView> escalate(
            @PathVariable String id,
            @Valid @RequestBody EscalateBody body,
            Actor actor,
            IdempotencyKey key,
            ServerWebExchange exchange) {
        return view(service.escalate(idOf(id), body, actor, key.factOf(body)), actor, exchange);
    }

    private Mono<RectificationView> view(
            Mono<Rectification> order, Actor actor, ServerWebExchange exchange) {
        return order.map(found -> views.view(found, actor, Texts.localeOf(exchange)));
    }

    private static RectificationId idOf(String id) {
        if (!Ids.isValid(id)) {
            throw SupervisionProblem.RECTIFICATION_NOT_FOUND.refusal();
        }
        return new RectificationId(id);
    }
}
