package org.zhumin.moderation;

import jakarta.validation.Valid;

import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import org.zhumin.identity.Actor;
import org.zhumin.kernel.Ids;
import org.zhumin.kernel.Page;
import org.zhumin.moderation.ModerationBodies.AppealBody;
import org.zhumin.moderation.ModerationBodies.ReportBody;
import org.zhumin.moderation.ModerationViews.LogView;
import org.zhumin.moderation.ModerationViews.OwnerView;
import org.zhumin.moderation.ModerationViews.ReasonView;
import org.zhumin.moderation.ModerationViews.ReportView;
import org.zhumin.platform.problem.Texts;
import org.zhumin.platform.web.ForEverybody;
import org.zhumin.platform.web.HotReads;
import org.zhumin.platform.web.IdempotencyKey;
import org.zhumin.platform.web.PageRequest;
import org.zhumin.platform.web.PublicAnswer;

import reactor.core.publisher.Mono;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Moderation as residents and everybody see it. */
@RestController
class ModerationController {
    /** Decisions drop the answer at once; this is for instances that hear of none. */
    private static final Duration TTL = Duration.ofSeconds(30);

    private final ReportService reports;
    private final AppealService appeals;
    private final ModerationLog log;
    private final ModerationViews views;
    private final HotReads hotReads;

    ModerationController(
            ReportService reports,
            AppealService appeals,
            ModerationLog log,
            ModerationViews views,
            HotReads hotReads) {
        this.reports = reports;
        this.appeals = appeals;
        this.log = log;
        this.views = views;
        this.hotReads = hotReads;
    }

    @PostMapping("/api/v1/reports")
    Mono<ResponseEntity<ReportView>> report(
            @Valid @RequestBody ReportBody body,
            Actor actor,
            IdempotencyKey key,
            ServerWebExchange exchange) {
        return reports.report(body, actor, key.factOf(body))
                .map(reported -> views.report(reported, Texts.localeOf(exchange)))
                .map(ModerationController::created);
    }

    private static ResponseEntity<ReportView> created(ReportView view) {
        return ResponseEntity.created(URI.create("/api/v1/me/reports/" + view.id())).body(view);
    }

    @GetMapping("/api/v1/me/reports/{id}")
    Mono<ReportView> readMyReport(
            @PathVariable String id, Actor actor, ServerWebExchange exchange) {
        return reports.readMine(id, actor)
                .map(reported -> views.report(reported, Texts.localeOf(exchange)));
    }

    @GetMapping("/api/v1/me/reports")
    Mono<Page<ReportView>> listMyReports(
            Actor actor, PageRequest page, ServerWebExchange exchange) {
        Locale locale = Texts.localeOf(exchange);
        return reports.listMine(actor, page)
                .map(slice -> slice.map(reported -> views.report(reported, locale)))
                .map(page::page);
    }

    /** Decisions about what is mine. */
    @GetMapping("/api/v1/me/moderation")
    Mono<Page<OwnerView>> listMine(Actor actor, PageRequest page, ServerWebExchange exchange) {
        Locale locale = Texts.localeOf(exchange);
        return appeals.listMine(actor, page)
                .map(slice -> slice.map(decided -> views.owner(decided, locale)))
                .map(page::page);
    }

    @PostMapping("/api/v1/moderation/{id}/appeal")
    Mono<OwnerView> appeal(
            @PathVariable String id,
            @Valid @RequestBody AppealBody body,
            Actor actor,
            IdempotencyKey key,
            ServerWebExchange exchange) {
        return appeals.appeal(idOf(id), body.text(), actor, key.factOf(body))
                .map(appealed -> views.owner(appealed, Texts.localeOf(exchange)));
    }

    @PublicAnswer(value = LogView.class, page = true)
    @GetMapping("/api/v1/moderation/log")
    Mono<Void> listLog(@ForEverybody PageRequest page, ServerWebExchange exchange) {
        Locale locale = Texts.localeOf(exchange);
        return hotReads.answer(
                exchange,
                TTL,
                Set.of(ModerationLog.TOPIC),
                () ->
                        log.list(page)
                                .map(slice -> slice.map(decided -> views.log(decided, locale)))
                                .map(page::page));
    }

    @GetMapping("/api/v1/moderation/reasons")
    List<ReasonView> listReasons(ServerWebExchange exchange) {
        return views.reasons(Texts.localeOf(exchange));
    }

    /** What has not the form of an id names nothing. */
    static CaseId idOf(String text) {
        if (!Ids.isValid(text)) {
            throw ModerationProblem.NOT_FOUND.refusal();
        }
        return new CaseId(text);
    }
}
