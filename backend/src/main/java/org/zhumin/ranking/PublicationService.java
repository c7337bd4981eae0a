package org.zhumin.ranking;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.zhumin.area.AreaTree;
import org.zhumin.identity.Actor;
import org.zhumin.identity.Role;
import org.zhumin.kernel.Cursor;
import org.zhumin.kernel.DomainException;
import org.zhumin.kernel.Ids;
import org.zhumin.kernel.OrganizationId;
import org.zhumin.kernel.Slice;
import org.zhumin.platform.Detached;
import org.zhumin.platform.audit.AuditLog;
import org.zhumin.platform.problem.PlatformProblem;
import org.zhumin.platform.web.FactKey;
import org.zhumin.platform.web.HotReads;
import org.zhumin.platform.web.PageRequest;
import org.zhumin.request.RequestOutcome;

import reactor.core.publisher.Mono;

import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * From the end of a month to its published ranking: freeze, object, answer, publish. An edition is
 * computed from the orders, never from the projection, and comes to be by the one write that names
 * it: until then everything that was prepared for it lies under a key that nobody knows.
 */
@Component
class PublicationService {
    private final Periods periods;
    private final Facts facts;
    private final Inputs inputs;
    private final Tables tables;
    private final FormulaService formulas;
    private final Rosters rosters;
    private final AreaTree areas;
    private final RankingProperties properties;
    private final AuditLog audit;
    private final HotReads hotReads;
    private final Clock clock;

    PublicationService(
            Periods periods,
            Facts facts,
            Inputs inputs,
            Tables tables,
            FormulaService formulas,
            Rosters rosters,
            AreaTree areas,
            RankingProperties properties,
            AuditLog audit,
            HotReads hotReads,
            Clock clock) {
        this.periods = periods;
        this.facts = facts;
        this.inputs = inputs;
        this.tables = tables;
        this.formulas = formulas;
        this.rosters = rosters;
        this.areas = areas;
        this.properties = properties;
        this.audit = audit;
        this.hotReads = hotReads;
        this.clock = clock;
    }

    /**
     * Freezes a month that is over, or for a stated reason a published one once more, as a
     * correction. What objections took out before stays out.
     */
    Mono<RankingPeriod> freeze(String month, @Nullable String reason, Actor actor, FactKey key) {
        requireSupervisor(actor);
        return Detached.run(
                periods.get(month)
                        .flatMap(
                                period ->
                                        period.isFrozenBy(key)
                                                ? Mono.just(period)
                                                : freeze(period, reason, actor, key)));
    }

    private Mono<RankingPeriod> freeze(
            RankingPeriod period, @Nullable String reason, Actor actor, FactKey key) {
        Instant now = clock.instant();
        period.requireFreezable(now, reason);
        String attempt = Ids.random();
        Map<String, String> carried = period.findLast().map(Edition::exclusions).orElse(Map.of());
        return audit.record(actor.id(), "ranking.freeze", period.period())
                .then(inputs.copy(attempt, period.period(), facts.ofPeriod(period.period())))
                .then(formulas.inForce(period.period()))
                .flatMap(
                        formula ->
                                tabulate(period, attempt, attempt, formula, carried)
                                        .map(
                                                done ->
                                                        new Edition(
                                                                period.editions().size() + 1,
                                                                formula,
                                                                attempt,
                                                                attempt,
                                                                done.orders(),
                                                                done.inputHash(),
                                                                now,
                                                                now.plus(
                                                                        properties.objectionTime()),
                                                                null,
                                                                reason,
                                                                carried,
                                                                List.of(),
                                                                key.id(),
                                                                key.bodyHash(),
                                                                null)))
                .flatMap(edition -> save(period.freeze(edition)))
                .delayUntil(this::deleteStrays);
    }

    /** What cannot be deleted now only takes room until the next freeze. */
    private Mono<Void> deleteStrays(RankingPeriod frozen) {
        return inputs.deleteStrays(frozen).onErrorComplete(DomainException.class);
    }

    private Mono<Tabulation> tabulate(
            RankingPeriod period,
            String inputsKey,
            String tablesKey,
            RankingFormula formula,
            Map<String, String> exclusions) {
        return inputs.stream(inputsKey)
                .collect(() -> new Tabulation(formula, exclusions), Tabulation::add)
                .delayUntil(
                        done ->
                                rosters.load()
                                        .map(roster -> done.tables(period.period(), roster))
                                        .flatMap(computed -> tables.insert(tablesKey, computed)));
    }

    /** Publishes the frozen edition, with what accepted objections take out. */
    Mono<RankingPeriod> publish(String month, Actor actor, FactKey key) {
        requireSupervisor(actor);
        return Detached.run(
                periods.get(month)
                        .flatMap(
                                period ->
                                        period.isPublishedBy(key)
                                                ? Mono.just(period)
                                                : publish(period, actor, key)));
    }

    private Mono<RankingPeriod> publish(RankingPeriod period, Actor actor, FactKey key) {
        Instant now = clock.instant();
        Edition frozen = period.requirePublishable(now);
        String attempt = Ids.random();
        return audit.record(actor.id(), "ranking.publish", period.period())
                .then(
                        tabulate(
                                period,
                                frozen.inputs(),
                                attempt,
                                frozen.formula(),
                                frozen.exclusionsToPublish()))
                .map(done -> period.publish(attempt, done.inputHash(), now, key.id()))
                .flatMap(this::save);
    }

    /** An organisation objects to an order that was counted for it. */
    Mono<Objection> object(
            String month,
            OrganizationId organization,
            String number,
            String text,
            Actor actor,
            FactKey key) {
        if (!isFor(actor, organization)) {
            throw PlatformProblem.FORBIDDEN.refusal();
        }
        Objection raised =
                Objection.raise(
                        key.id(), organization, number, text, clock.instant(), key.bodyHash());
        return Detached.run(
                periods.get(month)
                        .flatMap(
                                period ->
                                        find(period, key.id())
                                                .doOnNext(o -> key.requireSameBody(o.bodyHash()))
                                                .switchIfEmpty(
                                                        Mono.defer(
                                                                () ->
                                                                        object(
                                                                                period, raised,
                                                                                actor)))));
    }

    private Mono<Objection> object(RankingPeriod period, Objection raised, Actor actor) {
        Edition frozen = period.requireFrozen();
        return inputs.find(frozen.inputs(), raised.number())
                .map(RequestOutcome::organizationId)
                .filter(raised.organizationId()::equals)
                .switchIfEmpty(Mono.error(RankingProblem.ORDER_UNKNOWN::refusal))
                .map(_ -> period.object(raised))
                .delayUntil(
                        _ ->
                                audit.record(
                                        actor.id(),
                                        "ranking.object",
                                        period.period(),
                                        Map.of("number", raised.number())))
                .flatMap(this::save)
                .thenReturn(raised);
    }

    /** A supervisor accepts (with the reason code of the exclusion) or refuses an objection. */
    Mono<Objection> answer(String month, String id, Objection.Answer answer, Actor actor) {
        requireSupervisor(actor);
        return Detached.run(
                periods.get(month)
                        .flatMap(
                                period ->
                                        get(period, id)
                                                .flatMap(o -> answer(period, o, answer, actor))));
    }

    private Mono<Objection> answer(
            RankingPeriod period, Objection objection, Objection.Answer answer, Actor actor) {
        if (answer.operation().equals(objection.answerOperation())) {
            new FactKey(answer.operation(), answer.bodyHash())
                    .requireSameBody(String.valueOf(objection.answerBodyHash()));
            return Mono.just(objection);
        }
        RankingPeriod next = period.answer(objection.id(), answer);
        return audit.record(
                        actor.id(),
                        "ranking.answer",
                        period.period(),
                        Map.of("number", objection.number()))
                .then(save(next))
                .then(get(next, objection.id()));
    }

    /** What the actor may see of the objections to a month: a supervisor all, others their own. */
    Mono<Slice<Objection>> list(String month, Actor actor, PageRequest page) {
        Cursor after = page.after();
        String last = after == null ? "" : after.keys().getFirst();
        return periods.get(month)
                .map(
                        period ->
                                period.editions().stream()
                                        .flatMap(edition -> edition.objections().stream())
                                        .filter(objection -> maySee(actor, objection))
                                        .filter(objection -> objection.id().compareTo(last) > 0)
                                        .sorted(Comparator.comparing(Objection::id))
                                        .limit(page.limit() + 1L)
                                        .toList())
                .map(
                        found ->
                                Slice.of(
                                        found,
                                        page.limit(),
                                        objection -> Cursor.of(objection.id())));
    }

    /** Fails with {@code ranking.objection-unknown} also if the actor may not see it. */
    Mono<Objection> read(String month, String id, Actor actor) {
        return periods.get(month)
                .flatMap(period -> get(period, id))
                .filter(objection -> maySee(actor, objection))
                .switchIfEmpty(Mono.error(RankingProblem.OBJECTION_UNKNOWN::refusal));
    }

    private static Mono<Objection> get(RankingPeriod period, String id) {
        return find(period, id)
                .switchIfEmpty(Mono.error(RankingProblem.OBJECTION_UNKNOWN::refusal));
    }

    private static Mono<Objection> find(RankingPeriod period, String id) {
        return Mono.justOrEmpty(
                period.editions().stream()
                        .flatMap(edition -> edition.findObjection(id).stream())
                        .findFirst());
    }

    private Mono<RankingPeriod> save(RankingPeriod next) {
        return periods.save(next).delayUntil(_ -> hotReads.changed(RankingController.TOPIC));
    }

    private boolean maySee(Actor actor, Objection objection) {
        return isSupervisor(actor) || isFor(actor, objection.organizationId());
    }

    private static boolean isFor(Actor actor, OrganizationId organization) {
        return actor.hasFor(Role.HANDLER, organization) || actor.hasFor(Role.COUNCIL, organization);
    }

    private void requireSupervisor(Actor actor) {
        if (!isSupervisor(actor)) {
            throw PlatformProblem.FORBIDDEN.refusal();
        }
    }

    private boolean isSupervisor(Actor actor) {
        return actor.hasIn(Role.SUPERVISOR, areas.city().path());
    }
}
