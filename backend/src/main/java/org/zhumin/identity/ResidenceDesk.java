package org.zhumin.identity;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.zhumin.area.AreaTree;
import org.zhumin.identity.ResidenceEvidence.Evidence;
import org.zhumin.identity.Residents.ClaimScope;
import org.zhumin.kernel.AreaCode;
import org.zhumin.kernel.Cursor;
import org.zhumin.kernel.DomainException;
import org.zhumin.kernel.ResidentId;
import org.zhumin.kernel.Slice;
import org.zhumin.platform.Detached;
import org.zhumin.platform.audit.AuditLog;
import org.zhumin.platform.problem.PlatformProblem;

import reactor.core.publisher.Mono;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Where grid workers and councils decide on residence claims of their areas, never on their own.
 */
@Service
class ResidenceDesk {
    private static final Logger LOG = LoggerFactory.getLogger(ResidenceDesk.class);

    private final Residents residents;
    private final ResidentChanges changes;
    private final AreaTree areas;
    private final ResidenceEvidence evidence;
    private final AuditLog audit;
    private final Clock clock;

    ResidenceDesk(
            Residents residents,
            ResidentChanges changes,
            AreaTree areas,
            ResidenceEvidence evidence,
            AuditLog audit,
            Clock clock) {
        this.residents = residents;
        this.changes = changes;
        this.areas = areas;
        this.evidence = evidence;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * @param area only this subtree; absent: all that the actor may decide on
     */
    Mono<Slice<Resident>> list(
            Actor actor, @Nullable String area, @Nullable Cursor after, int limit) {
        return Mono.fromSupplier(() -> scopes(actor, area == null ? null : areas.get(area).code()))
                .flatMap(scopes -> residents.listClaims(scopes, after, limit));
    }

    private List<ClaimScope> scopes(Actor actor, @Nullable AreaCode area) {
        var scopes = scopes(actor).flatMap(scope -> narrowed(scope, area)).distinct().toList();
        if (scopes.isEmpty()) {
            throw PlatformProblem.FORBIDDEN.refusal();
        }
        return scopes;
    }

    private Stream<ClaimScope> narrowed(ClaimScope scope, @Nullable AreaCode area) {
        if (area == null || areas.isWithin(scope.area(), area)) {
            return Stream.of(scope);
        }
        return areas.isWithin(area, scope.area())
                ? Stream.of(new ClaimScope(area, scope.gridIds()))
                : Stream.of();
    }

    private static Stream<ClaimScope> scopes(Actor actor) {
        return actor.grants().stream()
                .filter(grant -> grant.role() == Role.GRID || grant.role() == Role.COUNCIL)
                .flatMap(ResidenceDesk::scope);
    }

    private static Stream<ClaimScope> scope(Grant grant) {
        AreaCode area = grant.areaCode();
        return area == null ? Stream.of() : Stream.of(new ClaimScope(area, grant.gridIds()));
    }

    Mono<Resident> verify(Actor actor, ResidentId id) {
        return decide(
                actor,
                id,
                "residence.verify",
                residence -> residence.verified(actor.id(), clock.instant()));
    }

    Mono<Resident> refuse(Actor actor, ResidentId id, String reason) {
        return decide(
                actor,
                id,
                "residence.refuse",
                residence -> residence.refused(actor.id(), reason, clock.instant()));
    }

    /** The claim that was checked and audited is the one decided on: a newer claim is another. */
    private Mono<Resident> decide(
            Actor actor, ResidentId id, String action, UnaryOperator<Residence> decision) {
        return changes.get(id)
                .doOnNext(resident -> requireMayDecide(actor, resident))
                .flatMap(
                        resident ->
                                Detached.run(
                                        audit.record(
                                                        actor.id(),
                                                        action,
                                                        id.value(),
                                                        details(resident))
                                                .then(Mono.defer(() -> apply(resident, decision)))
                                                .delayUntil(_ -> eraseEvidence(id))));
    }

    /** The decision stands in any case; its keeper erases later what cannot be erased now. */
    private Mono<Void> eraseEvidence(ResidentId id) {
        return evidence.erase(id)
                .onErrorResume(
                        DomainException.class,
                        failure -> {
                            LOG.warn("Evidence of a decided claim was not erased: {}", failure);
                            return Mono.empty();
                        });
    }

    /** What the resident shows for the claim. */
    Mono<List<Evidence>> evidence(ResidentId id) {
        return evidence.list(id);
    }

    private Mono<Resident> apply(Resident seen, UnaryOperator<Residence> decision) {
        Instant claimedAt = seen.residence().claimedAt();
        return changes.change(
                seen.id(),
                resident -> {
                    if (!Objects.equals(claimedAt, resident.residence().claimedAt())) {
                        throw PlatformProblem.STALE.refusal();
                    }
                    return resident.residing(decision.apply(resident.residence()));
                });
    }

    private static Map<String, String> details(Resident resident) {
        return Map.of("areaCode", areaOf(resident.residence()));
    }

    private static String areaOf(Residence residence) {
        AreaCode code = residence.areaCode();
        return code == null ? "" : code.value();
    }

    /** Who may not decide there learns nothing of the resident. */
    private static void requireMayDecide(Actor actor, Resident resident) {
        if (actor.id().equals(resident.id())) {
            throw IdentityProblem.RESIDENCE_OWN_CLAIM.refusal();
        }
        if (scopes(actor).noneMatch(scope -> scope.holds(resident.residence()))) {
            throw PlatformProblem.FORBIDDEN.refusal();
        }
        if (resident.residence().status() != ResidenceStatus.CLAIMED) {
            throw IdentityProblem.RESIDENCE_NOT_CLAIMED.refusal();
        }
    }
}
