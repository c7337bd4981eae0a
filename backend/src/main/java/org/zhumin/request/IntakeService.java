package org.zhumin.request;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.zhumin.identity.Actor;
import org.zhumin.identity.Role;
import org.zhumin.kernel.AreaCode;
import org.zhumin.platform.Detached;
import org.zhumin.platform.audit.AuditLog;
import org.zhumin.platform.problem.PlatformProblem;
import org.zhumin.platform.web.FactKey;
import org.zhumin.request.DeskBodies.IntakeBody;
import org.zhumin.request.RequestAction.Party;
import org.zhumin.request.TextGate.Verdict;

import reactor.core.publisher.Mono;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Takes in what came by telephone, on a visit or at the window. Staff write it down, so it has no
 * owner; the city's word list has seen the text, and triage looks at it.
 */
@Component
class IntakeService {
    private final RequestNumbers numbers;
    private final ExternalIds externalIds;
    private final SubmissionRules rules;
    private final TextGate texts;
    private final RequestMedia media;
    private final RequestReview review;
    private final AuditLog audit;
    private final RequestMeters meters;
    private final Clocks clocks;
    private final Clock clock;

    IntakeService(
            RequestNumbers numbers,
            ExternalIds externalIds,
            SubmissionRules rules,
            TextGate texts,
            RequestMedia media,
            RequestReview review,
            AuditLog audit,
            RequestMeters meters,
            Clocks clocks,
            Clock clock) {
        this.numbers = numbers;
        this.externalIds = externalIds;
        this.rules = rules;
        this.texts = texts;
        this.media = media;
        this.review = review;
        this.audit = audit;
        this.meters = meters;
        this.clocks = clocks;
        this.clock = clock;
    }

    Mono<ServiceRequest> take(IntakeBody body, Actor actor, FactKey key) {
        var channel = Channel.valueOf(body.channel());
        var origin = new Origin(channel, body.externalId(), body.onBehalfOf());
        Draft draft = rules.draftOf(body.submission(), actor, origin);
        requireMayTake(actor, draft.place().areaPath());
        Verdict verdict = texts.checkOther(draft.title(), draft.content());
        return Detached.run(
                audit.record(
                                actor.id(),
                                "request.intake",
                                key.id(),
                                Map.of("channel", body.channel()))
                        .then(Mono.defer(() -> idOf(channel, body.externalId(), key)))
                        .flatMap(id -> store(draft, verdict, id, actor, key)));
    }

    private static void requireMayTake(Actor actor, List<AreaCode> areaPath) {
        boolean may =
                Stream.of(Role.COUNCIL, Role.GRID, Role.SUPERVISOR)
                        .anyMatch(role -> actor.hasIn(role, areaPath));
        if (!may) {
            throw PlatformProblem.FORBIDDEN.refusal();
        }
    }

    private Mono<RequestId> idOf(Channel channel, @Nullable String externalId, FactKey key) {
        var own = new RequestId(key.id());
        return externalId == null ? Mono.just(own) : externalIds.claim(channel, externalId, own);
    }

    /** What another call has taken in under this external id is given as it is. */
    private Mono<ServiceRequest> store(
            Draft draft, Verdict verdict, RequestId id, Actor actor, FactKey key) {
        var operation = new FactKey(id.value(), key.bodyHash());
        var step = new Step(clock.instant(), actor.id(), Party.TRIAGE, operation, clocks);
        Mono<ServiceRequest> insert =
                numbers.next(LocalDate.ofInstant(step.at(), clock.getZone()))
                        .map(
                                number ->
                                        ServiceRequest.submit(
                                                draft, number, verdict.suggestion(), null, step))
                        .flatMap(fresh -> review.insert(fresh, verdict.doubt()));
        return media.submit(draft, actor.id(), id, insert)
                .doOnNext(stored -> requireSame(stored, id, key))
                .filter(stored -> DeskRules.maySee(stored, actor))
                .switchIfEmpty(Mono.error(PlatformProblem.FORBIDDEN::refusal))
                .doOnNext(_ -> meters.submitted());
    }

    private static void requireSame(ServiceRequest stored, RequestId id, FactKey key) {
        if (id.value().equals(key.id())) {
            key.requireSameBody(stored.bodyHash());
        }
    }
}
