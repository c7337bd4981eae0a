package org.zhumin.project;

import jakarta.validation.Valid;

import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import org.zhumin.identity.Actor;
import org.zhumin.platform.problem.PlatformProblem;
import org.zhumin.platform.problem.Texts;
import org.zhumin.platform.web.HotReads;
import org.zhumin.platform.web.PublicAnswer;
import org.zhumin.project.VoteBodies.EvaluateBody;
import org.zhumin.project.VoteBodies.ManageBody;
import org.zhumin.project.VoteBodies.PointBody;
import org.zhumin.project.VoteBodies.ReceiptView;
import org.zhumin.project.VoteBodies.ResultView;
import org.zhumin.project.VoteBodies.VoteView;
import org.zhumin.project.VoteBodies.WatchBody;
import org.zhumin.vote.VoteOrigin;
import org.zhumin.vote.VoteStep;
import org.zhumin.vote.Votes;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Votes on the steps of a project: what is mine, and what everybody may check. */
@RestController
@RequestMapping("/api/v1/projects/{id}")
class VoteController {
    /** The engine drops the answer with every change of a tally. */
    private static final Duration TTL = Duration.ofSeconds(5);

    private static final MediaType CSV = MediaType.parseMediaType("text/csv;charset=UTF-8");

    /** An id that the mini program keeps on the phone, which shows when many vote on one. */
    static final String DEVICE = "X-Device";

    private static final int DEVICE_CHARS = 64;

    private final VoteService service;
    private final VoteViews views;
    private final TallyGet tallyGet;
    private final HotReads hotReads;

    VoteController(VoteService service, VoteViews views, TallyGet tallyGet, HotReads hotReads) {
        this.service = service;
        this.views = views;
        this.tallyGet = tallyGet;
        this.hotReads = hotReads;
    }

    @PutMapping("/votes/POINT")
    Mono<VoteView> point(
            @PathVariable String id,
            @Valid @RequestBody PointBody body,
            @RequestHeader(name = DEVICE, required = false) @Nullable String device,
            Actor actor,
            ServerWebExchange exchange) {
        return service.cast(ProjectId.of(id), body.vote(), body.comment(), actor, originOf(device))
                .map(cast -> views.of(cast, Texts.localeOf(exchange)));
    }

    @PutMapping("/votes/WATCH")
    Mono<VoteView> watch(
            @PathVariable String id,
            @Valid @RequestBody WatchBody body,
            @RequestHeader(name = DEVICE, required = false) @Nullable String device,
            Actor actor,
            ServerWebExchange exchange) {
        return service.cast(ProjectId.of(id), body.vote(), body.concern(), actor, originOf(device))
                .map(cast -> views.of(cast, Texts.localeOf(exchange)));
    }

    @PutMapping("/votes/EVALUATE")
    Mono<VoteView> evaluate(
            @PathVariable String id,
            @Valid @RequestBody EvaluateBody body,
            @RequestHeader(name = DEVICE, required = false) @Nullable String device,
            Actor actor,
            ServerWebExchange exchange) {
        return service.cast(ProjectId.of(id), body.vote(), body.comment(), actor, originOf(device))
                .map(cast -> views.of(cast, Texts.localeOf(exchange)));
    }

    @PutMapping("/votes/MANAGE")
    Mono<VoteView> manage(
            @PathVariable String id,
            @Valid @RequestBody ManageBody body,
            @RequestHeader(name = DEVICE, required = false) @Nullable String device,
            Actor actor,
            ServerWebExchange exchange) {
        return service.cast(ProjectId.of(id), body.vote(), body.pledge(), actor, originOf(device))
                .map(cast -> views.of(cast, Texts.localeOf(exchange)));
    }

    @GetMapping("/votes/{step}/mine")
    Mono<VoteView> mine(
            @PathVariable String id,
            @PathVariable String step,
            Actor actor,
            ServerWebExchange exchange) {
        return service.mine(ProjectId.of(id), stepOf(step), actor)
                .map(cast -> views.of(cast, Texts.localeOf(exchange)));
    }

    /** 204 where there was none. */
    @DeleteMapping("/votes/{step}")
    Mono<ResponseEntity<VoteView>> takeBack(
            @PathVariable String id,
            @PathVariable String step,
            Actor actor,
            ServerWebExchange exchange) {
        return service.takeBack(ProjectId.of(id), stepOf(step), actor)
                .map(cast -> views.of(cast, Texts.localeOf(exchange)))
                .map(ResponseEntity::ok)
                .defaultIfEmpty(ResponseEntity.noContent().build());
    }

    @PublicAnswer(Map.class)
    @GetMapping("/tally")
    Mono<Void> tally(@PathVariable String id, ServerWebExchange exchange) {
        return hotReads.answer(exchange, tallyGet.read(id, Texts.localeOf(exchange)));
    }

    @PublicAnswer(ResultView.class)
    @GetMapping("/results/{step}")
    Mono<Void> result(
            @PathVariable String id,
            @PathVariable String step,
            @RequestParam @Nullable Integer turn,
            ServerWebExchange exchange) {
        ProjectId projectId = ProjectId.of(id);
        VoteStep voteStep = stepOf(step);
        Locale locale = Texts.localeOf(exchange);
        return hotReads.answer(
                exchange,
                TTL,
                Set.of(
                        Votes.topic(ProjectPolls.subject(projectId)),
                        ProjectTopics.tally(projectId)),
                () ->
                        service.result(projectId, voteStep, checked(turn))
                                .map(counted -> views.result(counted, locale)));
    }

    @GetMapping("/ballots/{file}")
    Mono<ResponseEntity<Flux<String>>> ballots(
            @PathVariable String id,
            @PathVariable String file,
            @RequestParam @Nullable Integer turn) {
        String name = file.endsWith(".csv") ? file.substring(0, file.length() - 4) : "";
        return service.ballots(ProjectId.of(id), stepOf(name), checked(turn))
                .map(lines -> ResponseEntity.ok().contentType(CSV).body(lines));
    }

    @GetMapping("/receipts/{receipt}")
    Mono<ReceiptView> receipt(@PathVariable String id, @PathVariable String receipt) {
        return service.receipt(ProjectId.of(id), receipt).map(VoteViews::receipt);
    }

    /** Helps people to look, so one that makes no sense is none. */
    static VoteOrigin originOf(@Nullable String device) {
        boolean known = device != null && !device.isBlank() && device.length() <= DEVICE_CHARS;
        return VoteOrigin.ofDevice(known ? device : null);
    }

    static @Nullable Integer checked(@Nullable Integer turn) {
        if (turn != null && (turn < 1 || turn > 999)) {
            throw PlatformProblem.NOT_FOUND.refusal();
        }
        return turn;
    }

    /** Any other word names no step. */
    static VoteStep stepOf(String text) {
        return Arrays.stream(VoteStep.values())
                .filter(step -> step != VoteStep.BALLOT && step.name().equals(text))
                .findFirst()
                .orElseThrow(PlatformProblem.NOT_FOUND::refusal);
    }
}
