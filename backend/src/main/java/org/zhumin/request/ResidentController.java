package org.zhumin.request;

import static org.zhumin.request.RequestController.idOf;

import jakarta.validation.Valid;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import org.zhumin.identity.Actor;
import org.zhumin.platform.problem.Texts;
import org.zhumin.platform.web.IdempotencyKey;
import org.zhumin.request.ResidentBodies.AppealBody;
import org.zhumin.request.ResidentBodies.ConfirmBody;
import org.zhumin.request.ResidentBodies.ReopenBody;
import org.zhumin.request.ResidentBodies.SupplementBody;
import org.zhumin.request.ResidentBodies.WithdrawBody;

import reactor.core.publisher.Mono;

/** What the owner and the co-signers do with a request. */
@RestController
@RequestMapping("/api/v1/requests/{id}")
class ResidentController {
    private final ResidentService residents;
    private final SupportService supports;
    private final RequestService requests;
    private final RequestAnswers answers;

    ResidentController(
            ResidentService residents,
            SupportService supports,
            RequestService requests,
            RequestAnswers answers) {
        this.residents = residents;
        this.supports = supports;
        this.requests = requests;
        this.answers = answers;
    }

    @PostMapping("/withdraw")
    Mono<RequestView> withdraw(
            @PathVariable String id,
            @Valid @RequestBody(required = false) @Nullable WithdrawBody body,
            Actor actor,
            IdempotencyKey key,
            ServerWebExchange exchange) {
        var said = body == null ? new WithdrawBody(null) : body;
        return view(residents.withdraw(idOf(id), said, actor, key.factOf(said)), actor, exchange);
    }

    @PostMapping("/appeal")
    Mono<RequestView> appeal(
            @PathVariable String id,
            @Valid @RequestBody AppealBody body,
            Actor actor,
            IdempotencyKey key,
            ServerWebExchange exchange) {
        return view(residents.appeal(idOf(id), body, actor, key.factOf(body)), actor, exchange);
    }

    @PostMapping("/supplement")
    Mono<RequestView> supplement(
            @PathVariable String id,
            @Valid @RequestBody SupplementBody body,
            Actor actor,
            IdempotencyKey key,
            ServerWebExchange exchange) {
        return view(residents.supplement(idOf(id), body, actor, key.factOf(body)), actor, exchange);
    }

    @PostMapping("/confirmation")
    Mono<RequestView> confirm(
            @PathVariable String id,
            @Valid @RequestBody ConfirmBody body,
            Actor actor,
            IdempotencyKey key,
            ServerWebExchange exchange) {
        return view(residents.confirm(idOf(id), body, actor, key.factOf(body)), actor, exchange);
    }

    @PostMapping("/reopen")
    Mono<RequestView> reopen(
            @PathVariable String id,
            @Valid @RequestBody ReopenBody body,
            Actor actor,
            IdempotencyKey key,
            ServerWebExchange exchange) {
        return view(residents.reopen(idOf(id), body, actor, key.factOf(body)), actor, exchange);
    }

    @PutMapping("/support")
    Mono<RequestView> support(@PathVariable String id, Actor actor, ServerWebExchange exchange) {
        return view(supports.support(idOf(id), actor), actor, exchange);
    }

    @ResponseStatus(HttpStatus.NO_CONTENT)
    @DeleteMapping("/support")
    Mono<Void> withdrawSupport(@PathVariable String id, Actor actor) {
        return supports.withdraw(idOf(id), actor).then();
    }

    private Mono<RequestView> view(
            Mono<ServiceRequest> done, Actor actor, ServerWebExchange exchange) {
        return done.flatMap(request -> requests.readingOf(request, actor))
                .flatMap(reading -> answers.of(reading, actor, Texts.localeOf(exchange)));
    }
}
