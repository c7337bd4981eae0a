package org.zhumin.request;

import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.zhumin.identity.Actor;
import org.zhumin.platform.problem.Texts;

import reactor.core.publisher.Mono;

import java.time.Clock;
import java.util.List;
import java.util.Locale;

/** What the desk's calls answer: the request, what may be done next, and by whom it might be. */
@Component
class DeskAnswers {
    private final RequestAnswers requests;
    private final Handlers handlers;
    private final Clock clock;

    DeskAnswers(RequestAnswers requests, Handlers handlers, Clock clock) {
        this.requests = requests;
        this.handlers = handlers;
        this.clock = clock;
    }

    Mono<DeskRequestView> of(Mono<ServiceRequest> done, Actor actor, ServerWebExchange exchange) {
        Locale locale = Texts.localeOf(exchange);
        return done.flatMap(
                request ->
                        suggestions(request, actor)
                                .flatMap(found -> requests.ofDesk(request, actor, found, locale)));
    }

    private Mono<List<Handler>> suggestions(ServiceRequest request, Actor actor) {
        return DeskRules.allowedActions(request, actor, false, clock.instant())
                        .contains(RequestAction.DISPATCH)
                ? handlers.suggest(request)
                : Mono.just(List.of());
    }
}
