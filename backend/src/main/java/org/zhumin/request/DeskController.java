package org.zhumin.request;

import jakarta.validation.Valid;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import org.zhumin.identity.Actor;
import org.zhumin.kernel.Page;
import org.zhumin.platform.problem.PlatformProblem;
import org.zhumin.platform.problem.Texts;
import org.zhumin.platform.web.IdempotencyKey;
import org.zhumin.platform.web.PageRequest;
import org.zhumin.request.DeskBodies.AcceptBody;
import org.zhumin.request.DeskBodies.DispatchBody;
import org.zhumin.request.DeskBodies.ReplyBody;
import org.zhumin.request.DeskBodies.SignBody;
import org.zhumin.request.RequestViews.DeskRequestView;
import org.zhumin.request.RequestViews.RequestCard;

import reactor.core.publisher.Mono;

/** The desk behind the requests: for staff only. */
@RestController
@RequestMapping("/api/v1/desk/requests")
class DeskController {
    private final DeskService service;
    private final RequestViews views;

    DeskController(DeskService service, RequestViews views) {
        this.service = service;
        this.views = views;
    }

    @GetMapping
    Mono<Page<RequestCard>> list(
            @RequestParam DeskQueue queue,
            Actor actor,
            PageRequest page,
            ServerWebExchange exchange) {
        if (!actor.isStaff()) {
            throw PlatformProblem.FORBIDDEN.refusal();
        }
        return service.list(queue, actor, page)
                .map(slice -> slice.map(request -> views.card(request, Texts.localeOf(exchange))))
                .map(page::page);
    }

    @GetMapping("/{id}")
    Mono<DeskRequestView> read(@PathVariable String id, Actor actor, ServerWebExchange exchange) {
        return view(service.read(RequestController.idOf(id), actor), actor, exchange);
    }

    @PostMapping("/{id}/accept")
    Mono<DeskRequestView> accept(
            @PathVariable String id,
            @Valid @RequestBody AcceptBody body,
            Actor actor,
            IdempotencyKey key,
            ServerWebExchange exchange) {
        return view(
                service.accept(RequestController.idOf(id), body, actor, key.factOf(body)),
                actor,
                exchange);
    }

    @PostMapping("/{id}/dispatch")
    Mono<DeskRequestView> dispatch(
            @PathVariable String id,
            @Valid @RequestBody DispatchBody body,
            Actor actor,
            IdempotencyKey key,
            ServerWebExchange exchange) {
        return view(
                service.dispatch(RequestController.idOf(id), body, actor, key.factOf(body)),
                actor,
                exchange);
    }

    @PostMapping("/{id}/sign")
    Mono<DeskRequestView> sign(
            @PathVariable String id,
            @Valid @RequestBody(required = false) SignBody body,
            Actor actor,
            IdempotencyKey key,
            ServerWebExchange exchange) {
        return view(
                service.sign(RequestController.idOf(id), actor, key.factOf(new SignBody())),
                actor,
                exchange);
    }

    @PostMapping("/{id}/reply")
    Mono<DeskRequestView> reply(
            @PathVariable String id,
            @Valid @RequestBody ReplyBody body,
            Actor actor,
            IdempotencyKey key,
            ServerWebExchange exchange) {
        return view(
                service.reply(RequestController.idOf(id), body, actor, key.factOf(body)),
                actor,
                exchange);
    }

    private Mono<DeskRequestView> view(
            Mono<ServiceRequest> request, Actor actor, ServerWebExchange exchange) {
        return request.map(done -> views.deskView(done, actor, Texts.localeOf(exchange)));
    }
}
