package org.zhumin.moderation;

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
import org.zhumin.moderation.ModerationBodies.PassBody;
import org.zhumin.moderation.ModerationBodies.WithholdBody;
import org.zhumin.moderation.ModerationDesk.CaseFile;
import org.zhumin.moderation.ModerationViews.DeskView;
import org.zhumin.platform.problem.Texts;
import org.zhumin.platform.web.IdempotencyKey;
import org.zhumin.platform.web.PageRequest;

import reactor.core.publisher.Mono;

import java.util.Locale;

/** The moderators' queue: for councils and supervisors. */
@RestController
@RequestMapping("/api/v1/desk/moderation")
class ModerationDeskController {
    private final ModerationDesk desk;
    private final ModerationViews views;

    ModerationDeskController(ModerationDesk desk, ModerationViews views) {
        this.desk = desk;
        this.views = views;
    }

    @GetMapping
    Mono<Page<DeskView>> list(
            @RequestParam @Nullable CaseState status,
            Actor actor,
            PageRequest page,
            ServerWebExchange exchange) {
        Locale locale = Texts.localeOf(exchange);
        return desk.list(status, actor, page)
                .map(slice -> slice.map(file -> views.desk(file, actor, locale)))
                .map(page::page);
    }

    @GetMapping("/{id}")
    Mono<DeskView> read(@PathVariable String id, Actor actor, ServerWebExchange exchange) {
        return view(desk.read(ModerationController.idOf(id), actor), actor, exchange);
    }

    @PostMapping("/{id}/pass")
    Mono<DeskView> pass(
            @PathVariable String id,
            @Valid @RequestBody(required = false) @Nullable PassBody body,
            Actor actor,
            IdempotencyKey key,
            ServerWebExchange exchange) {
        var fact = key.factOf(new PassBody());
        return view(desk.pass(ModerationController.idOf(id), actor, fact), actor, exchange);
    }

    @PostMapping("/{id}/withhold")
    Mono<DeskView> withhold(
            @PathVariable String id,
            @Valid @RequestBody WithholdBody body,
            Actor actor,
            IdempotencyKey key,
            ServerWebExchange exchange) {
        var caseId = ModerationController.idOf(id);
        return view(
                desk.withhold(caseId, body.reasonCode(), actor, key.factOf(body)), actor, exchange);
    }

    private Mono<DeskView> view(Mono<CaseFile> file, Actor actor, ServerWebExchange exchange) {
        return file.map(done -> views.desk(done, actor, Texts.localeOf(exchange)));
    }
}
