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
import org.zhumin.request.ContactService.Contact;
import org.zhumin.request.DeskBodies.AssignBody;
import org.zhumin.request.DeskBodies.ContactBody;
import org.zhumin.request.DeskBodies.NothingBody;
import org.zhumin.request.DeskBodies.ProgressBody;
import org.zhumin.request.DeskBodies.ReplyBody;
import org.zhumin.request.DeskBodies.ReturnBody;

import reactor.core.publisher.Mono;

/** What the organisation that has a request does with it. */
@RestController
@RequestMapping("/api/v1/desk/requests/{id}")
class HandlerController {
    private final HandlerService handlers;
    private final ContactService contacts;
    private final DeskAnswers answers;

    HandlerController(HandlerService handlers, ContactService contacts, DeskAnswers answers) {
        this.handlers = handlers;
        this.contacts = contacts;
        this.answers = answers;
    }

    @PostMapping("/sign")
    Mono<DeskRequestView> sign(
            @PathVariable String id,
            @Valid @RequestBody(required = false) NothingBody body,
            Actor actor,
            IdempotencyKey key,
            ServerWebExchange exchange) {
        return answers.of(
                handlers.sign(RequestController.idOf(id), actor, key.factOf(new NothingBody())),
                actor,
                exchange);
    }

    @PostMapping("/assign")
    Mono<DeskRequestView> assign(
            @PathVariable String id,
            @Valid @RequestBody AssignBody body,
            Actor actor,
            IdempotencyKey key,
            ServerWebExchange exchange) {
        return answers.of(
                handlers.assign(RequestController.idOf(id), body, actor, key.factOf(body)),
                actor,
                exchange);
    }

    @PostMapping("/return")
    Mono<DeskRequestView> giveBack(
            @PathVariable String id,
            @Valid @RequestBody ReturnBody body,
            Actor actor,
            IdempotencyKey key,
            ServerWebExchange exchange) {
        return answers.of(
                handlers.giveBack(RequestController.idOf(id), body, actor, key.factOf(body)),
                actor,
                exchange);
    }

    @PostMapping("/progress")
    Mono<DeskRequestView> progress(
            @PathVariable String id,
            @Valid @RequestBody ProgressBody body,
            Actor actor,
            IdempotencyKey key,
            ServerWebExchange exchange) {
        return answers.of(
                handlers.progress(RequestController.idOf(id), body, actor, key.factOf(body)),
                actor,
                exchange);
    }

    @PostMapping("/resume")
    Mono<DeskRequestView> resume(
            @PathVariable String id,
            @Valid @RequestBody(required = false) NothingBody body,
            Actor actor,
            IdempotencyKey key,
            ServerWebExchange exchange) {
        return answers.of(
                handlers.resume(RequestController.idOf(id), actor, key.factOf(new NothingBody())),
                actor,
                exchange);
    }

    @PostMapping("/reply")
    Mono<DeskRequestView> reply(
            @PathVariable String id,
            @Valid @RequestBody ReplyBody body,
            Actor actor,
            IdempotencyKey key,
            ServerWebExchange exchange) {
        return answers.of(
                handlers.reply(RequestController.idOf(id), body, actor, key.factOf(body)),
                actor,
                exchange);
    }

    /** Audited with its purpose before anything is shown. */
    @PostMapping("/contact")
    Mono<Contact> contact(
            @PathVariable String id,
            @Valid @RequestBody ContactBody body,
            Actor actor,
            IdempotencyKey key) {
        return contacts.contact(RequestController.idOf(id), body, actor, key.factOf(body));
    }
}
