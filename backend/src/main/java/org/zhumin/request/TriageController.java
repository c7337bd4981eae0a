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
import org.zhumin.request.DeskBodies.AcceptBody;
import org.zhumin.request.DeskBodies.DispatchBody;
import org.zhumin.request.DeskBodies.MergeBody;
import org.zhumin.request.DeskBodies.ReasonBody;
import org.zhumin.request.DeskBodies.RejectBody;

import reactor.core.publisher.Mono;

/** What the desk does with a request. */
@RestController
@RequestMapping("/api/v1/desk/requests/{id}")
class TriageController {
    private final TriageService triage;
    private final MergeService merges;
    private final DeskAnswers answers;

    TriageController(TriageService triage, MergeService merges, DeskAnswers answers) {
        this.triage = triage;
        this.merges = merges;
        this.answers = answers;
    }

    @PostMapping("/accept")
    Mono<DeskRequestView> accept(
            @PathVariable String id,
            @Valid @RequestBody AcceptBody body,
            Actor actor,
            IdempotencyKey key,
            ServerWebExchange exchange) {
        return answers.of(
                triage.accept(RequestController.idOf(id), body, actor, key.factOf(body)),
                actor,
                exchange);
    }

    @PostMapping("/dispatch")
    Mono<DeskRequestView> dispatch(
            @PathVariable String id,
            @Valid @RequestBody DispatchBody body,
            Actor actor,
            IdempotencyKey key,
            ServerWebExchange exchange) {
        return answers.of(
                triage.dispatch(RequestController.idOf(id), body, actor, key.factOf(body)),
                actor,
                exchange);
    }

    @PostMapping("/merge")
    Mono<DeskRequestView> merge(
            @PathVariable String id,
            @Valid @RequestBody MergeBody body,
            Actor actor,
            IdempotencyKey key,
            ServerWebExchange exchange) {
        return answers.of(
                merges.merge(RequestController.idOf(id), body, actor, key.factOf(body)),
                actor,
                exchange);
    }

    @PostMapping("/reject")
    Mono<DeskRequestView> reject(
            @PathVariable String id,
            @Valid @RequestBody RejectBody body,
            Actor actor,
            IdempotencyKey key,
            ServerWebExchange exchange) {
        return answers.of(
                triage.reject(RequestController.idOf(id), body, actor, key.factOf(body)),
                actor,
                exchange);
    }

    @PostMapping("/escalate")
    Mono<DeskRequestView> escalate(
            @PathVariable String id,
            @Valid @RequestBody ReasonBody body,
            Actor actor,
            IdempotencyKey key,
            ServerWebExchange exchange) {
        return answers.of(
                triage.escalate(RequestController.idOf(id), body, actor, key.factOf(body)),
                actor,
                exchange);
    }
}
