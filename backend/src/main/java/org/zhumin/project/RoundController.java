package org.zhumin.project;

import jakarta.validation.Valid;

import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import org.zhumin.identity.Actor;
import org.zhumin.kernel.Ids;
import org.zhumin.platform.problem.Texts;
import org.zhumin.platform.web.ForEverybody;
import org.zhumin.platform.web.HotReads;
import org.zhumin.platform.web.IdempotencyKey;
import org.zhumin.platform.web.PageRequest;
import org.zhumin.platform.web.PublicAnswer;
import org.zhumin.project.RoundBodies.BallotBody;
import org.zhumin.project.RoundBodies.ProposalBody;
import org.zhumin.project.RoundBodies.ProposalView;
import org.zhumin.project.RoundBodies.RoundBody;
import org.zhumin.project.RoundBodies.RoundResultView;
import org.zhumin.project.RoundBodies.RoundView;
import org.zhumin.project.RoundBodies.TieBreakBody;
import org.zhumin.project.VoteBodies.ReceiptView;
import org.zhumin.project.VoteBodies.VoteView;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;

/** Rounds: one budget, many candidates. */
@RestController
@RequestMapping("/api/v1/rounds")
class RoundController {
    private static final Duration TTL = Duration.ofSeconds(10);
    private static final MediaType CSV = MediaType.parseMediaType("text/csv;charset=UTF-8");
    private static final MediaType TEXT = MediaType.parseMediaType("text/plain;charset=UTF-8");

    private final RoundService service;
    private final BallotService ballots;
    private final RoundExports exports;
    private final RoundViews views;
    private final VoteViews votes;
    private final HotReads hotReads;

    RoundController(
            RoundService service,
            BallotService ballots,
            RoundExports exports,
            RoundViews views,
            VoteViews votes,
            HotReads hotReads) {
        this.service = service;
        this.ballots = ballots;
        this.exports = exports;
        this.views = views;
        this.votes = votes;
        this.hotReads = hotReads;
    }

    @PublicAnswer(value = RoundView.class, page = true)
    @GetMapping
    Mono<Void> list(
            @RequestParam @Nullable String area,
            @RequestParam Round.@Nullable State status,
            @ForEverybody PageRequest page,
            ServerWebExchange exchange) {
        Locale locale = Texts.localeOf(exchange);
        return hotReads.answer(
                exchange,
                TTL,
                Set.of(RoundTopics.LISTS),
                () ->
                        service.list(area, status, page)
                                .map(slice -> slice.map(round -> views.view(round, locale)))
                                .map(page::page));
    }

    @PublicAnswer(RoundView.class)
    @GetMapping("/{id}")
    Mono<Void> read(@PathVariable String id, ServerWebExchange exchange) {
        Round.Id roundId = idOf(id);
        Locale locale = Texts.localeOf(exchange);
        return hotReads.answer(
                exchange,
                TTL,
                Set.of(RoundTopics.detail(roundId)),
                () -> service.read(roundId).map(round -> views.view(round, locale)));
    }

    @PostMapping
    Mono<ResponseEntity<RoundView>> plan(
            @Valid @RequestBody RoundBody body,
            Actor actor,
            IdempotencyKey key,
            ServerWebExchange exchange) {
        return service.plan(body, actor, key.factOf(body))
                .map(round -> views.view(round, Texts.localeOf(exchange)))
                .map(
                        view ->
                                ResponseEntity.created(
                                                URI.create("/api/v1/rounds/" + view.id().value()))
                                        .body(view));
    }

    @PutMapping("/{id}")
    Mono<RoundView> edit(
            @PathVariable String id,
            @Valid @RequestBody RoundBody body,
            Actor actor,
            ServerWebExchange exchange) {
        return view(service.edit(idOf(id), body, actor), exchange);
    }

    @PostMapping("/{id}/open")
    Mono<RoundView> open(
            @PathVariable String id, Actor actor, IdempotencyKey key, ServerWebExchange exchange) {
        return view(service.open(idOf(id), actor, key.factOf("")), exchange);
    }

    @PostMapping("/{id}/close")
    Mono<RoundView> close(
            @PathVariable String id, Actor actor, IdempotencyKey key, ServerWebExchange exchange) {
        return view(service.close(idOf(id), actor), exchange);
    }

    @PostMapping("/{id}/tie-break")
    Mono<RoundView> breakTie(
            @PathVariable String id,
            @Valid @RequestBody TieBreakBody body,
            Actor actor,
            IdempotencyKey key,
            ServerWebExchange exchange) {
        return view(service.breakTie(idOf(id), body, actor, key.factOf(body)), exchange);
    }

    private Mono<RoundView> view(Mono<Round> done, ServerWebExchange exchange) {
        return done.map(round -> views.view(round, Texts.localeOf(exchange)));
    }

    @PostMapping("/{id}/proposals")
    Mono<ResponseEntity<ProposalView>> propose(
            @PathVariable String id,
            @Valid @RequestBody ProposalBody body,
            Actor actor,
            IdempotencyKey key) {
        return service.propose(idOf(id), body, actor, key.factOf(body))
                .map(
                        made ->
                                ResponseEntity.created(
                                                URI.create("/api/v1/projects/" + made.id().value()))
                                        .body(
                                                new ProposalView(
                                                        made.id(),
                                                        id,
                                                        made.content().title(),
                                                        made.state())));
    }

    @PutMapping("/{id}/ballot")
    Mono<VoteView> vote(
            @PathVariable String id,
            @Valid @RequestBody BallotBody body,
            @RequestHeader(name = VoteController.DEVICE, required = false) @Nullable String device,
            Actor actor,
            ServerWebExchange exchange) {
        return ballots.cast(idOf(id), body.projectIds(), actor, VoteController.originOf(device))
                .map(cast -> votes.of(cast, Texts.localeOf(exchange)));
    }

    @GetMapping("/{id}/ballot")
    Mono<VoteView> mine(@PathVariable String id, Actor actor, ServerWebExchange exchange) {
        return ballots.mine(idOf(id), actor).map(cast -> votes.of(cast, Texts.localeOf(exchange)));
    }

    /** 204 where there was none. */
    @DeleteMapping("/{id}/ballot")
    Mono<ResponseEntity<VoteView>> takeBack(
            @PathVariable String id, Actor actor, ServerWebExchange exchange) {
        return ballots.takeBack(idOf(id), actor)
                .map(cast -> votes.of(cast, Texts.localeOf(exchange)))
                .map(ResponseEntity::ok)
                .defaultIfEmpty(ResponseEntity.noContent().build());
    }

    @PublicAnswer(RoundResultView.class)
    @GetMapping("/{id}/result")
    Mono<Void> result(@PathVariable String id, ServerWebExchange exchange) {
        Round.Id roundId = idOf(id);
        Locale locale = Texts.localeOf(exchange);
        return hotReads.answer(
                exchange,
                TTL,
                Set.of(RoundTopics.detail(roundId)),
                () -> service.read(roundId).flatMap(round -> views.result(round, locale)));
    }

    @GetMapping("/{id}/receipts/{receipt}")
    Mono<ReceiptView> receipt(@PathVariable String id, @PathVariable String receipt) {
        return ballots.receipt(idOf(id), receipt).map(VoteViews::receipt);
    }

    @GetMapping("/{id}/ballots.csv")
    Mono<ResponseEntity<Flux<String>>> csv(@PathVariable String id) {
        return ballots.csv(idOf(id)).map(lines -> ResponseEntity.ok().contentType(CSV).body(lines));
    }

    @GetMapping("/{id}/export.pb")
    Mono<ResponseEntity<String>> pabulib(@PathVariable String id) {
        return service.read(idOf(id))
                .flatMap(exports::pabulib)
                .map(text -> ResponseEntity.ok().contentType(TEXT).body(text));
    }

    static Round.Id idOf(String text) {
        if (!Ids.isValid(text)) {
            throw ProjectProblem.ROUND_NOT_FOUND.refusal();
        }
        return new Round.Id(text);
    }
}
