package org.zhumin.request;

import jakarta.validation.Valid;

import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import org.zhumin.identity.Actor;
import org.zhumin.platform.web.IdempotencyKey;
import org.zhumin.request.Approval.Kind;
import org.zhumin.request.DeskBodies.DecisionBody;
import org.zhumin.request.DeskBodies.ExclusionBody;
import org.zhumin.request.DeskBodies.ExtensionBody;
import org.zhumin.request.DeskBodies.ReasonBody;

import reactor.core.publisher.Mono;

/** What a handler asks for, and a council or supervisor decides. */
@RestController
@RequestMapping("/api/v1/desk/requests/{id}")
class ApprovalController {
    private final ApprovalService approvals;
    private final DeskAnswers answers;

    ApprovalController(ApprovalService approvals, DeskAnswers answers) {
        this.approvals = approvals;
        this.answers = answers;
    }

    @PostMapping("/extension")
    Mono<DeskRequestView> askExtension(
            @PathVariable String id,
            @Valid @RequestBody ExtensionBody body,
            Actor actor,
            IdempotencyKey key,
            ServerWebExchange exchange) {
        return answers.of(
                approvals.askExtension(RequestController.idOf(id), body, actor, key.factOf(body)),
                actor,
                exchange);
    }

    @PostMapping("/pause")
    Mono<DeskRequestView> askPause(
            @PathVariable String id,
            @Valid @RequestBody ReasonBody body,
            Actor actor,
            IdempotencyKey key,
            ServerWebExchange exchange) {
        return answers.of(
                approvals.askPause(RequestController.idOf(id), body, actor, key.factOf(body)),
                actor,
                exchange);
    }

    @PostMapping("/exclusion")
    Mono<DeskRequestView> askExclusion(
            @PathVariable String id,
            @Valid @RequestBody ExclusionBody body,
            Actor actor,
            IdempotencyKey key,
            ServerWebExchange exchange) {
        return answers.of(
                approvals.askExclusion(RequestController.idOf(id), body, actor, key.factOf(body)),
                actor,
                exchange);
    }

    @PostMapping("/extension/approve")
    Mono<DeskRequestView> approveExtension(
            @PathVariable String id,
            @Valid @RequestBody(required = false) @Nullable DecisionBody body,
            Actor actor,
            IdempotencyKey key,
            ServerWebExchange exchange) {
        return approve(Kind.EXTENSION, id, body, actor, key, exchange);
    }

    @PostMapping("/extension/refuse")
    Mono<DeskRequestView> refuseExtension(
            @PathVariable String id,
            @Valid @RequestBody(required = false) @Nullable DecisionBody body,
            Actor actor,
            IdempotencyKey key,
            ServerWebExchange exchange) {
        return refuse(Kind.EXTENSION, id, body, actor, key, exchange);
    }

    @PostMapping("/pause/approve")
    Mono<DeskRequestView> approvePause(
            @PathVariable String id,
            @Valid @RequestBody(required = false) @Nullable DecisionBody body,
            Actor actor,
            IdempotencyKey key,
            ServerWebExchange exchange) {
        return approve(Kind.PAUSE, id, body, actor, key, exchange);
    }

    @PostMapping("/pause/refuse")
    Mono<DeskRequestView> refusePause(
            @PathVariable String id,
            @Valid @RequestBody(required = false) @Nullable DecisionBody body,
            Actor actor,
            IdempotencyKey key,
            ServerWebExchange exchange) {
        return refuse(Kind.PAUSE, id, body, actor, key, exchange);
    }

    @PostMapping("/exclusion/approve")
    Mono<DeskRequestView> approveExclusion(
            @PathVariable String id,
            @Valid @RequestBody(required = false) @Nullable DecisionBody body,
            Actor actor,
            IdempotencyKey key,
            ServerWebExchange exchange) {
        return approve(Kind.EXCLUSION, id, body, actor, key, exchange);
    }

    @PostMapping("/exclusion/refuse")
    Mono<DeskRequestView> refuseExclusion(
            @PathVariable String id,
            @Valid @RequestBody(required = false) @Nullable DecisionBody body,
            Actor actor,
            IdempotencyKey key,
            ServerWebExchange exchange) {
        return refuse(Kind.EXCLUSION, id, body, actor, key, exchange);
    }

    private Mono<DeskRequestView> approve(
            Kind kind,
            String id,
            @Nullable DecisionBody body,
            Actor actor,
            IdempotencyKey key,
            ServerWebExchange exchange) {
        var operation = key.factOf(said(body));
        return answers.of(
                approvals.approve(kind, RequestController.idOf(id), actor, operation),
                actor,
                exchange);
    }

    private Mono<DeskRequestView> refuse(
            Kind kind,
            String id,
            @Nullable DecisionBody body,
            Actor actor,
            IdempotencyKey key,
            ServerWebExchange exchange) {
        DecisionBody said = said(body);
        return answers.of(
                approvals.refuse(kind, RequestController.idOf(id), said, actor, key.factOf(said)),
                actor,
                exchange);
    }

    private static DecisionBody said(@Nullable DecisionBody body) {
        return body == null ? new DecisionBody(null) : body;
    }
}
