package org.zhumin.supervision;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.zhumin.identity.Actor;
import org.zhumin.kernel.Ids;
import org.zhumin.kernel.OrganizationId;
import org.zhumin.kernel.Slice;
import org.zhumin.organization.OrganizationDirectory;
import org.zhumin.platform.Detached;
import org.zhumin.platform.audit.AuditLog;
import org.zhumin.platform.web.FactKey;
import org.zhumin.platform.web.PageRequest;
import org.zhumin.supervision.Bodies.OpenCaseBody;
import org.zhumin.supervision.Bodies.TextBody;

import reactor.core.publisher.Mono;

import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;

/** What staff do with accountability cases. Every act is in the audit log before it is done. */
@Service
class CaseService {
    private final Cases cases;
    private final OrganizationDirectory organizations;
    private final AuditLog audit;
    private final Clock clock;

    CaseService(Cases cases, OrganizationDirectory organizations, AuditLog audit, Clock clock) {
        this.cases = cases;
        this.organizations = organizations;
        this.audit = audit;
        this.clock = clock;
    }

    Mono<Slice<AccountabilityCase>> list(Actor actor, @Nullable CaseState state, PageRequest page) {
        return cases.list(Scope.of(actor), state, page.limit(), page.after());
    }

    Mono<AccountabilityCase> read(CaseId id, Actor actor) {
        return cases.get(id)
                .doOnNext(
                        found ->
                                SupervisionRules.requireVisible(
                                        found.matter(), actor, SupervisionProblem.CASE_NOT_FOUND));
    }

    /** Repeated with the same key it answers what the first call opened. */
    Mono<AccountabilityCase> open(OpenCaseBody body, Actor actor, FactKey key) {
        var step = new Step(clock.instant(), actor.id(), key);
        return Detached.run(
                matter(body)
                        .doOnNext(matter -> SupervisionRules.requireMayOpen(matter, actor))
                        .map(
                                matter ->
                                        AccountabilityCase.open(
                                                matter, body.level(), body.text(), step))
                        .delayUntil(
                                opened ->
                                        audit.record(
                                                actor.id(),
                                                "accountability-case.open",
                                                opened.id().value(),
                                                Map.of("level", body.level().name())))
                        .flatMap(cases::insertOrGet)
                        .doOnNext(stored -> key.requireSameBody(stored.bodyHash())));
    }

    private Mono<Matter> matter(OpenCaseBody body) {
        return Mono.just(body.organizationId())
                .filter(Ids::isValid)
                .flatMap(id -> organizations.find(new OrganizationId(id)))
                .switchIfEmpty(Mono.error(SupervisionProblem.ORGANIZATION_UNKNOWN::refusal))
                .map(
                        organization ->
                                new Matter(
                                        body.subject().toSubject(),
                                        organization.id(),
                                        organization.name(),
                                        organization.areaPath()));
    }

    Mono<AccountabilityCase> answer(CaseId id, TextBody body, Actor actor, FactKey key) {
        return act(
                new Act(CaseAction.ANSWER, id, actor, key),
                (found, step) -> found.answer(body.text(), step));
    }

    Mono<AccountabilityCase> close(CaseId id, TextBody body, Actor actor, FactKey key) {
        return act(
                new Act(CaseAction.CLOSE, id, actor, key),
                (found, step) -> found.close(body.text(), step));
    }

    /** A call that was made before is answered with the case as it stands. */
    private Mono<AccountabilityCase> act(
            Act act, BiFunction<AccountabilityCase, Step, AccountabilityCase> transition) {
        return cases.get(act.id())
                .flatMap(
                        found -> {
                            SupervisionRules.requireVisible(
                                    found.matter(), act.actor(), SupervisionProblem.CASE_NOT_FOUND);
                            if (Timeline.knows(found.timeline(), act.key())) {
                                return Mono.just(found);
                            }
                            SupervisionRules.requireParty(act.action(), found, act.actor());
                            var step = new Step(clock.instant(), act.actor().id(), act.key());
                            return store(act, transition.apply(found, step));
                        });
    }

    private Mono<AccountabilityCase> store(Act act, AccountabilityCase next) {
        String name = "accountability-case." + act.action().name().toLowerCase(Locale.ROOT);
        return Detached.run(
                audit.record(act.actor().id(), name, act.id().value()).then(cases.save(next)));
    }

    private record Act(CaseAction action, CaseId id, Actor actor, FactKey key) {}
}
