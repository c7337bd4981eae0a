package org.zhumin.ranking;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Pattern;

import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.zhumin.identity.Actor;
import org.zhumin.kernel.OrganizationId;
import org.zhumin.kernel.Page;
import org.zhumin.platform.web.FactKey;
import org.zhumin.platform.web.IdempotencyKey;
import org.zhumin.platform.web.PageRequest;
import org.zhumin.ranking.PublicationBodies.AcceptBody;
import org.zhumin.ranking.PublicationBodies.FreezeBody;
import org.zhumin.ranking.PublicationBodies.ObjectionBody;
import org.zhumin.ranking.PublicationBodies.PublishBody;
import org.zhumin.ranking.PublicationBodies.RefuseBody;

import reactor.core.publisher.Mono;

import java.net.URI;
import java.time.Clock;

/** How a ranking comes to be published: for supervisors of the city and the organisations. */
@RestController
@RequestMapping("/api/v1/rankings/{period}")
class PublicationController {
    private final PublicationService service;
    private final Clock clock;

    PublicationController(PublicationService service, Clock clock) {
        this.service = service;
        this.clock = clock;
    }

    @PostMapping("/freeze")
    Mono<PeriodView> freeze(
            @PathVariable @Pattern(regexp = RankingController.PERIOD) String period,
            @Valid @RequestBody(required = false) @Nullable FreezeBody body,
            Actor actor,
            IdempotencyKey key) {
        FreezeBody given = body == null ? new FreezeBody(null) : body;
        return service.freeze(period, given.reason(), actor, key.factOf(given)).map(PeriodView::of);
    }

    @PostMapping("/publish")
    Mono<PeriodView> publish(
            @PathVariable @Pattern(regexp = RankingController.PERIOD) String period,
            @Valid @RequestBody(required = false) @Nullable PublishBody body,
            Actor actor,
            IdempotencyKey key) {
        return service.publish(period, actor, key.factOf(new PublishBody())).map(PeriodView::of);
    }

    @PostMapping("/objections")
    Mono<ResponseEntity<Objection.View>> object(
            @PathVariable @Pattern(regexp = RankingController.PERIOD) String period,
            @Valid @RequestBody ObjectionBody body,
            Actor actor,
            IdempotencyKey key) {
        return service.object(
                        period,
                        new OrganizationId(body.organizationId()),
                        body.number(),
                        body.text(),
                        actor,
                        key.factOf(body))
                .map(made -> created(period, Objection.View.of(made)));
    }

    private static ResponseEntity<Objection.View> created(String period, Objection.View made) {
        URI location = URI.create("/api/v1/rankings/" + period + "/objections/" + made.id());
        return ResponseEntity.created(location).body(made);
    }

    @GetMapping("/objections")
    Mono<Page<Objection.View>> list(
            @PathVariable @Pattern(regexp = RankingController.PERIOD) String period,
            Actor actor,
            PageRequest page) {
        return service.list(period, actor, page)
                .map(slice -> page.page(slice.map(Objection.View::of)));
    }

    @GetMapping("/objections/{id}")
    Mono<Objection.View> get(
            @PathVariable @Pattern(regexp = RankingController.PERIOD) String period,
            @PathVariable String id,
            Actor actor) {
        return service.read(period, id, actor).map(Objection.View::of);
    }

    @PostMapping("/objections/{id}/accept")
    Mono<Objection.View> accept(
            @PathVariable @Pattern(regexp = RankingController.PERIOD) String period,
            @PathVariable String id,
            @Valid @RequestBody AcceptBody body,
            Actor actor,
            IdempotencyKey key) {
        return answer(period, id, body.reasonCode(), body.text(), actor, key.factOf(body));
    }

    @PostMapping("/objections/{id}/refuse")
    Mono<Objection.View> refuse(
            @PathVariable @Pattern(regexp = RankingController.PERIOD) String period,
            @PathVariable String id,
            @Valid @RequestBody RefuseBody body,
            Actor actor,
            IdempotencyKey key) {
        return answer(period, id, null, body.text(), actor, key.factOf(body));
    }

    private Mono<Objection.View> answer(
            String period,
            String id,
            @Nullable String reasonCode,
            String text,
            Actor actor,
            FactKey key) {
        var answer =
                new Objection.Answer(reasonCode, text, clock.instant(), key.id(), key.bodyHash());
        return service.answer(period, id, answer, actor).map(Objection.View::of);
    }
}
