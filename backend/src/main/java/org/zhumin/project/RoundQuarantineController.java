package org.zhumin.project;

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
import org.zhumin.platform.problem.Texts;
import org.zhumin.platform.web.IdempotencyKey;
import org.zhumin.platform.web.PageRequest;
import org.zhumin.project.QuarantineBodies.AppealBody;
import org.zhumin.project.QuarantineBodies.AppealView;
import org.zhumin.project.QuarantineBodies.DecideBody;
import org.zhumin.project.QuarantineBodies.KeptOutView;
import org.zhumin.project.QuarantineBodies.LiftBody;
import org.zhumin.project.QuarantineBodies.QuarantineBody;
import org.zhumin.project.QuarantineBodies.QuarantinedView;
import org.zhumin.project.QuarantineBodies.SignalsView;
import org.zhumin.vote.PollId;

import reactor.core.publisher.Mono;

import java.util.Locale;

/** Ballots in a round that are kept out of the count. */
@RestController
@RequestMapping("/api/v1")
class RoundQuarantineController {
    private static final String DESK = "/desk/rounds/{id}/ballots";

    private final QuarantineService service;

    RoundQuarantineController(QuarantineService service) {
        this.service = service;
    }

    @GetMapping(DESK + "/signals")
    Mono<SignalsView> signals(@PathVariable String id, Actor actor, ServerWebExchange exchange) {
        Locale locale = Texts.localeOf(exchange);
        return poll(id, actor).flatMap(poll -> service.signals(poll, locale));
    }

    /** Those whose appeal waits, or all. */
    @GetMapping(DESK + "/quarantine")
    Mono<Page<KeptOutView>> list(
            @PathVariable String id,
            @RequestParam(defaultValue = "false") boolean waiting,
            Actor actor,
            PageRequest page,
            ServerWebExchange exchange) {
        Locale locale = Texts.localeOf(exchange);
        return poll(id, actor).flatMap(poll -> service.list(poll, waiting, page, locale));
    }

    @PostMapping(DESK + "/quarantine")
    Mono<QuarantinedView> keepOut(
            @PathVariable String id,
            @Valid @RequestBody QuarantineBody body,
            Actor actor,
            IdempotencyKey key,
            ServerWebExchange exchange) {
        Locale locale = Texts.localeOf(exchange);
        return poll(id, actor)
                .flatMap(poll -> service.keepOut(poll, body, actor, key.factOf(body), locale));
    }

    @PostMapping(DESK + "/quarantine/lift")
    Mono<QuarantinedView> lift(
            @PathVariable String id,
            @Valid @RequestBody LiftBody body,
            Actor actor,
            IdempotencyKey key,
            ServerWebExchange exchange) {
        Locale locale = Texts.localeOf(exchange);
        return poll(id, actor)
                .flatMap(poll -> service.lift(poll, body, actor, key.factOf(body), locale));
    }

    /** Not by who has kept the vote out. */
    @PostMapping(DESK + "/quarantine/decide")
    Mono<QuarantinedView> decide(
            @PathVariable String id,
            @Valid @RequestBody DecideBody body,
            Actor actor,
            IdempotencyKey key,
            ServerWebExchange exchange) {
        Locale locale = Texts.localeOf(exchange);
        return poll(id, actor)
                .flatMap(poll -> service.decide(poll, body, actor, key.factOf(body), locale));
    }

    private Mono<PollId> poll(String id, Actor actor) {
        return service.pollFor(actor, RoundController.idOf(id));
    }

    /** Against the quarantine of one's own vote. */
    @PostMapping("/rounds/{id}/ballot/appeal")
    Mono<AppealView> appeal(
            @PathVariable String id,
            @Valid @RequestBody AppealBody body,
            Actor actor,
            IdempotencyKey key,
            ServerWebExchange exchange) {
        Locale locale = Texts.localeOf(exchange);
        return own(id).flatMap(poll -> service.appeal(poll, body, actor, key.factOf(body), locale));
    }

    @GetMapping("/rounds/{id}/ballot/appeal")
    Mono<AppealView> appeal(@PathVariable String id, Actor actor, ServerWebExchange exchange) {
        Locale locale = Texts.localeOf(exchange);
        return own(id).flatMap(poll -> service.findAppeal(poll, actor, locale));
    }

    private static Mono<PollId> own(String id) {
        return Mono.just(RoundPolls.pollOf(RoundController.idOf(id)));
    }
}
