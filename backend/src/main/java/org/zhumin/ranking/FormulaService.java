package org.zhumin.ranking;

import org.springframework.stereotype.Component;
import org.zhumin.area.AreaTree;
import org.zhumin.identity.Actor;
import org.zhumin.identity.Role;
import org.zhumin.kernel.Slice;
import org.zhumin.platform.Detached;
import org.zhumin.platform.audit.AuditLog;
import org.zhumin.platform.problem.PlatformProblem;
import org.zhumin.platform.web.FactKey;
import org.zhumin.platform.web.PageRequest;

import reactor.core.publisher.Mono;

import java.time.Clock;
import java.time.YearMonth;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/** Which formula counts when. A formula is only ever made for months to come. */
@Component
class FormulaService {
    private final Formulas formulas;
    private final RankingFormula fallback;
    private final AreaTree areas;
    private final AuditLog audit;
    private final Clock clock;

    /** The formulas of months that have begun, which never change. */
    private final Map<String, RankingFormula> begun = new ConcurrentHashMap<>();

    FormulaService(
            Formulas formulas,
            RankingProperties properties,
            AreaTree areas,
            AuditLog audit,
            Clock clock) {
        this.formulas = formulas;
        this.areas = areas;
        this.audit = audit;
        this.clock = clock;
        fallback = properties.formula().toFormula();
    }

    /** For a month that has begun. */
    Mono<RankingFormula> inForce(String period) {
        RankingFormula known = begun.get(period);
        return known != null
                ? Mono.just(known)
                : formulas.findInForce(period)
                        .defaultIfEmpty(fallback)
                        .doOnNext(found -> begun.put(period, found));
    }

    /** Fails if the weights do not add up or it would begin this month or before. */
    Mono<RankingFormula> create(Actor actor, RankingFormula formula, FactKey key) {
        requireKeeper(actor);
        if (!formula.weights().addUp()) {
            throw RankingProblem.WEIGHTS_INVALID.refusal();
        }
        String from = Objects.requireNonNull(formula.from());
        return Detached.run(
                formulas.findMadeBy(key)
                        .switchIfEmpty(
                                Mono.defer(
                                        () -> {
                                            requireFuture(from);
                                            return record(actor, formula)
                                                    .then(formulas.insert(formula, key));
                                        })));
    }

    private void requireFuture(String from) {
        if (!YearMonth.parse(from).isAfter(YearMonth.now(clock))) {
            throw RankingProblem.FORMULA_NOT_FUTURE.refusal(from);
        }
    }

    private Mono<Void> record(Actor actor, RankingFormula formula) {
        return audit.record(actor.id(), "ranking.formula", formula.version());
    }

    Mono<RankingFormula> get(Actor actor, String version) {
        requireKeeper(actor);
        Mono<RankingFormula> ifFallback =
                Mono.just(fallback).filter(one -> one.version().equals(version));
        return formulas.find(version)
                .switchIfEmpty(ifFallback)
                .switchIfEmpty(Mono.error(RankingProblem.FORMULA_UNKNOWN::refusal));
    }

    Mono<Slice<RankingFormula>> list(Actor actor, PageRequest page) {
        requireKeeper(actor);
        return formulas.list(page.limit(), page.after());
    }

    private void requireKeeper(Actor actor) {
        var city = areas.city().path();
        if (!actor.hasIn(Role.ADMIN, city) && !actor.hasIn(Role.SUPERVISOR, city)) {
            throw PlatformProblem.FORBIDDEN.refusal();
        }
    }
}
