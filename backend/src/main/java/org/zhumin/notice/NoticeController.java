package org.zhumin.notice;

import jakarta.validation.Valid;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import org.zhumin.identity.Actor;
import org.zhumin.kernel.Page;
import org.zhumin.platform.problem.Texts;
import org.zhumin.platform.web.IdempotencyKey;
import org.zhumin.platform.web.PageRequest;

import reactor.core.publisher.Mono;

import java.util.List;
import java.util.Map;

/** The inbox, and the acceptances of subscribe messages. */
@RestController
class NoticeController {
    private final NoticeService service;
    private final Templates templates;

    NoticeController(NoticeService service, Templates templates) {
        this.service = service;
        this.templates = templates;
    }

    @GetMapping("/api/v1/notices")
    Mono<Page<NoticeView>> listNotices(Actor actor, PageRequest page, ServerWebExchange exchange) {
        return service.list(actor, page, Texts.localeOf(exchange)).map(page::page);
    }

    @PostMapping("/api/v1/notices/read")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> markNoticesRead(
            @Valid @RequestBody NoticeReadBody body, Actor actor, IdempotencyKey key) {
        return service.markRead(actor, body);
    }

    /** A template that the mini-program may ask the resident to accept. */
    record NoticeTemplateView(String templateId, Template.Kind kind) {}

    @GetMapping("/api/v1/notices/templates")
    List<NoticeTemplateView> listNoticeTemplates(@RequestParam @Nullable String scene) {
        return templates.ofScene(scene).stream()
                .map(template -> new NoticeTemplateView(template.id(), template.kind()))
                .toList();
    }

    @PostMapping("/api/v1/notices/grants")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> grantMessages(
            @RequestBody Map<String, GrantAnswer> body, Actor actor, IdempotencyKey key) {
        return service.grant(actor, body, key.factOf(body));
    }
}
