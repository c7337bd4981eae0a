package org.zhumin.project;

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

/** Votes on the steps of a project that are kept out of the count. */
@RestController
@RequestMapping("/api/v1")
class QuarantineController {
    private static final String DESK = "/desk/projects/{id}/votes/{step}";

    private final QuarantineService service;

    QuarantineController(QuarantineService service) {
        this.service = service;
    }

    @GetMapping(DESK + "/signals")
    Mono<SignalsView> signals(
            @PathVariable String id,
            @PathVariable String step,
            @RequestParam @Nullable Integer turn,
            Actor actor,
            ServerWebExchange exchange) {
        Locale locale = Texts.localeOf(exchange);
        return poll(id, step, turn, actor).flatMap(poll -> service.signals(poll, locale));
    }

    /** Those whose appeal waits, or all. */
    @GetMapping(DESK + "/quarantine")
    Mono<Page<KeptOutView>> list(
            @PathVariable String id,
            @PathVariable String step,
            @RequestParam @Nullable Integer turn,
            @RequestParam(defaultValue = "false") boolean waiting,
            Actor actor,
            PageRequest page,
            ServerWebExchange exchange) {
        Locale locale = Texts.localeOf(exchange);
        return poll(id, step, turn, actor)
                .flatMap(poll -> service.list(poll, waiting, page, locale));
    }

    @PostMapping(DESK + "/quarantine")
    Mono<QuarantinedView> keepOut(
            @PathVariable String id,
            @PathVariable String step,
            @RequestParam @Nullable Integer turn,
            @Valid @RequestBody QuarantineBody body,
            Actor actor,
            IdempotencyKey key,
            ServerWebExchange exchange) {
        Locale locale = Texts.localeOf(exchange);
        return poll(id, step, turn, actor)
                .flatMap(poll -> service.keepOut(poll, body, actor, key.factOf(body), locale));
    }

    @PostMapping(DESK + "/quarantine/lift")
    Mono<QuarantinedView> lift(
            @PathVariable String id,
            @PathVariable String step,
            @RequestParam @Nullable Integer turn,
            @Valid @RequestBody LiftBody body,
            Actor actor,
            IdempotencyKey key,
            ServerWebExchange exchange) {
        Locale locale = Texts.localeOf(exchange);
        return poll(id, step, turn, actor)
                .flatMap(poll -> service.lift(poll, body, actor, key.factOf(body), locale));
    }

    /** Not by who has kept the vote out. */
    @PostMapping(DESK + "/quarantine/decide")
    Mono<QuarantinedView> decide(
            @PathVariable String id,
            @PathVariable String step,
            @RequestParam @Nullable Integer turn,
            @Valid @RequestBody DecideBody body,
            Actor actor,
            IdempotencyKey key,
            ServerWebExchange exchange) {
        Locale locale = Texts.localeOf(exchange);
        return poll(id, step, turn, actor)
                .flatMap(poll -> service.decide(poll, body, actor, key.factOf(body), locale));
    }

    private Mono<PollId> poll(String id, String step, @Nullable Integer turn, Actor actor) {
        return service.pollFor(
                actor, ProjectId.of(id), VoteController.stepOf(step), VoteController.checked(turn));
    }

    /** Against the quarantine of one's own vote. */
    @PostMapping("/projects/{id}/votes/{step}/appeal")
    Mono<AppealView> appeal(
            @PathVariable String id,
            @PathVariable String step,
            @Valid @RequestBody AppealBody body,
            Actor actor,
            IdempotencyKey key,
            ServerWebExchange exchange) {
        Locale locale = Texts.localeOf(exchange);
        return own(id, step)
                .flatMap(poll -> service.appeal(poll, body, actor, key.factOf(body), locale));
    }

    @GetMapping("/projects/{id}/votes/{step}/appeal")
    Mono<AppealView> appeal(
            @PathVariable String id,
            @PathVariable String step,
            Actor actor,
            ServerWebExchange exchange) {
        Locale locale = Texts.localeOf(exchange);
        return own(id, step).flatMap(poll -> service.findAppeal(poll, actor, locale));
    }

    private Mono<PollId> own(String id, String step) {
        return service.pollOf(ProjectId.of(id), VoteController.stepOf(step), null);
    }
}
