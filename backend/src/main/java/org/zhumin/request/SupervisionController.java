package org.zhumin.request;

import jakarta.validation.Valid;

import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import org.zhumin.identity.Actor;
import org.zhumin.platform.web.IdempotencyKey;
import org.zhumin.request.DeskBodies.CallbackBody;
import org.zhumin.request.DeskBodies.RectifyBody;
import org.zhumin.request.DeskBodies.SuperviseBody;

import reactor.core.publisher.Mono;

/** What supervisors do with a request. */
@RestController
@RequestMapping("/api/v1/desk/requests/{id}")
class SupervisionController {
    private final SupervisionService supervision;
    private final DeskAnswers answers;

    SupervisionController(SupervisionService supervision, DeskAnswers answers) {
        this.supervision = supervision;
        this.answers = answers;
    }

    @PostMapping("/supervise")
    Mono<DeskRequestView> supervise(
            @PathVariable String id,
            @Valid @RequestBody SuperviseBody body,
            Actor actor,
            IdempotencyKey key,
            ServerWebExchange exchange) {
        return answers.of(
                supervision.supervise(RequestController.idOf(id), body, actor, key.factOf(body)),
                actor,
                exchange);
    }

    @PostMapping("/rectify")
    Mono<DeskRequestView> rectify(
            @PathVariable String id,
            @Valid @RequestBody RectifyBody body,
            Actor actor,
            IdempotencyKey key,
            ServerWebExchange exchange) {
        return answers.of(
                supervision.rectify(RequestController.idOf(id), body, actor, key.factOf(body)),
                actor,
                exchange);
    }

    @PostMapping("/callback")
    Mono<DeskRequestView> callback(
            @PathVariable String id,
            @Valid @RequestBody CallbackBody body,
            Actor actor,
            IdempotencyKey key,
            ServerWebExchange exchange) {
        return answers.of(
                supervision.callback(RequestController.idOf(id), body, actor, key.factOf(body)),
                actor,
                exchange);
    }
}
