package org.zhumin.ranking;

import jakarta.validation.constraints.Pattern;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.zhumin.area.AreaTree;
import org.zhumin.identity.Actor;
import org.zhumin.identity.Role;
import org.zhumin.platform.audit.AuditLog;
import org.zhumin.platform.problem.PlatformProblem;
import org.zhumin.platform.web.IdempotencyKey;

import reactor.core.publisher.Mono;

/** The projection under the hands of an administrator of the city. Both calls bear repetition. */
@RestController
@RequestMapping("/api/v1/admin/rankings")
class RankingAdminController {
    private final RankingAudit audit;
    private final RankingProjector projector;
    private final AuditLog log;
    private final AreaTree areas;

    RankingAdminController(
            RankingAudit audit, RankingProjector projector, AuditLog log, AreaTree areas) {
        this.audit = audit;
        this.projector = projector;
        this.log = log;
        this.areas = areas;
    }

    /** Recounts a month from its orders and compares. */
    @PostMapping("/{period}/audit")
    Mono<Audited> audit(
            @PathVariable @Pattern(regexp = RankingController.PERIOD) String period,
            Actor actor,
            IdempotencyKey key) {
        requireAdmin(actor);
        return log.record(actor.id(), "ranking.audit", period).then(audit.audit(period));
    }

    /** Counts everything anew; 409 while a batch is under way. */
    @PostMapping("/rebuild")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> rebuild(Actor actor, IdempotencyKey key) {
        requireAdmin(actor);
        return log.record(actor.id(), "ranking.rebuild", "all")
                .then(projector.rebuild())
                .filter(done -> done)
                .switchIfEmpty(Mono.error(PlatformProblem.STALE::refusal))
                .then();
    }

    private void requireAdmin(Actor actor) {
        if (!actor.hasIn(Role.ADMIN, areas.city().path())) {
            throw PlatformProblem.FORBIDDEN.refusal();
        }
    }
}
