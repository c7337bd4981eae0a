package org.zhumin.organization;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.zhumin.identity.Actor;
import org.zhumin.identity.Role;
import org.zhumin.kernel.AreaCode;
import org.zhumin.kernel.Cursor;
import org.zhumin.kernel.OrganizationId;
import org.zhumin.kernel.Slice;
import org.zhumin.platform.Detached;
import org.zhumin.platform.audit.AuditLog;
import org.zhumin.platform.problem.PlatformProblem;
import org.zhumin.platform.web.FactKey;
import org.zhumin.platform.web.HotReads;

import reactor.core.publisher.Mono;

import java.time.Clock;
import java.util.List;

/** The use cases around organisations. Administrators act inside their subtree only. */
@Service
class OrganizationService {
    /** What public answers about organisations depend on. */
    static final String TOPIC = "organizations";

    /** How many parents are looked at; no administration is deeper. */
    private static final int MAX_PARENTS = 8;

    private final Organizations organizations;
    private final OrganizationDirectory directory;
    private final AuditLog audit;
    private final HotReads hotReads;
    private final Clock clock;

    OrganizationService(
            Organizations organizations,
            OrganizationDirectory directory,
            AuditLog audit,
            HotReads hotReads,
            Clock clock) {
        this.organizations = organizations;
        this.directory = directory;
        this.audit = audit;
        this.hotReads = hotReads;
        this.clock = clock;
    }

    Mono<Slice<Organization>> list(OrganizationQuery query, @Nullable Cursor after, int limit) {
        return organizations.list(query, after, limit);
    }

    /** Repeated with the same key it answers what the first call made. */
    Mono<Organization> create(Actor actor, OrganizationDetails details, FactKey key) {
        var id = new OrganizationId(key.id());
        return Detached.run(
                Mono.fromSupplier(() -> created(actor, id, details, key))
                        .delayUntil(this::requireParent)
                        .delayUntil(made -> record(actor, "organization.create", made))
                        .flatMap(organizations::insertOrGet)
                        .doOnNext(stored -> key.requireSameBody(stored.bodyHash()))
                        .delayUntil(_ -> hotReads.changed(TOPIC)));
    }

    /**
     * @param version the version that the change was made on; absent to change whatever there is
     */
    Mono<Organization> update(
            Actor actor, OrganizationId id, OrganizationDetails details, @Nullable Long version) {
        return Detached.run(
                directory
                        .get(id)
                        .map(stored -> changed(actor, stored, details, version))
                        .delayUntil(this::requireParent)
                        .delayUntil(made -> record(actor, "organization.update", made))
                        .flatMap(organizations::save)
                        .switchIfEmpty(Mono.error(PlatformProblem.STALE::refusal))
                        .delayUntil(_ -> hotReads.changed(TOPIC)));
    }

    private Organization created(
            Actor actor, OrganizationId id, OrganizationDetails details, FactKey key) {
        requireAdmin(actor, details.area().path());
        return Organization.create(id, details, clock.instant(), key.bodyHash());
    }

    private Organization changed(
            Actor actor, Organization stored, OrganizationDetails details, @Nullable Long version) {
        requireAdmin(actor, stored.areaPath());
        requireAdmin(actor, details.area().path());
        if (version != null && version != stored.version()) {
            throw PlatformProblem.STALE.refusal();
        }
        return stored.change(details, clock.instant());
    }

    private static void requireAdmin(Actor actor, List<AreaCode> areaPath) {
        if (!actor.hasIn(Role.ADMIN, areaPath)) {
            throw PlatformProblem.FORBIDDEN.refusal();
        }
    }

    private Mono<Void> record(Actor actor, String action, Organization made) {
        return audit.record(actor.id(), action, made.id().value());
    }

    /**
     * Fails with {@code organization.parent-invalid} unless the chain of parents avoids this one.
     */
    private Mono<Void> requireParent(Organization made) {
        if (made.parentId() == null) {
            return Mono.empty();
        }
        return parentOf(made)
                .switchIfEmpty(Mono.error(OrganizationProblem.PARENT_INVALID::refusal))
                .expand(this::parentOf)
                .take(MAX_PARENTS)
                .any(ancestor -> ancestor.id().equals(made.id()))
                .flatMap(OrganizationService::refuseLoop);
    }

    private Mono<Organization> parentOf(Organization organization) {
        return Mono.justOrEmpty(organization.parentId()).flatMap(organizations::find);
    }

    private static Mono<Void> refuseLoop(boolean loops) {
        return loops ? Mono.error(OrganizationProblem.PARENT_INVALID::refusal) : Mono.empty();
    }
}
