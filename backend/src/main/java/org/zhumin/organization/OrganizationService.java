package org.zhumin.organization;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.zhumin.kernel.Cursor;
import org.zhumin.kernel.OrganizationId;
import org.zhumin.kernel.Slice;
import org.zhumin.platform.Detached;
import org.zhumin.platform.problem.PlatformProblem;
import org.zhumin.platform.web.FactKey;
import org.zhumin.platform.web.HotReads;
import reactor.core.publisher.Mono;

import java.time.Clock;

/** The use cases around organisations. */
@Service
class OrganizationService {
    /** What public answers about organisations depend on. */
    static final String TOPIC = "organizations";

    /** How many parents are looked at; no administration is deeper. */
    private static final int MAX_PARENTS = 8;

    private final Organizations organizations;
    private final OrganizationDirectory directory;
    private final HotReads hotReads;
    private final Clock clock;

    OrganizationService(
            Organizations organizations,
            OrganizationDirectory directory,
            HotReads hotReads,
            Clock clock) {
        this.organizations = organizations;
        this.directory = directory;
        this.hotReads = hotReads;
        this.clock = clock;
    }

    Mono<Slice<Organization>> list(OrganizationQuery query, @Nullable Cursor after, int limit) {
        return organizations.list(query, after, limit);
    }

    /** Repeated with the same key it answers what the first call made. */
    Mono<Organization> create(OrganizationDetails details, FactKey key) {
        var id = new OrganizationId(key.id());
        return Detached.run(
                requireParent(id, details)
                        .then(Mono.fromSupplier(() -> created(id, details, key)))
                        .flatMap(organizations::insertOrGet)
                        .doOnNext(stored -> key.requireSameBody(stored.bodyHash()))
                        .delayUntil(_ -> hotReads.changed(TOPIC)));
    }

    /**
     * @param version the version that the change was made on; absent to change whatever there is
     */
    Mono<Organization> update(
            OrganizationId id, OrganizationDetails details, @Nullable Long version) {
        return Detached.run(
                requireParent(id, details)
                        .then(directory.get(id))
                        .map(stored -> requireVersion(stored, version))
                        .map(stored -> stored.change(details, clock.instant()))
                        .flatMap(organizations::save)
                        .switchIfEmpty(Mono.error(PlatformProblem.STALE::refusal))
                        .delayUntil(_ -> hotReads.changed(TOPIC)));
    }

    private Organization created(OrganizationId id, OrganizationDetails details, FactKey key) {
        return Organization.create(id, details, clock.instant(), key.bodyHash());
    }

    private static Organization requireVersion(Organization stored, @Nullable Long version) {
        if (version != null && version != stored.version()) {
            throw PlatformProblem.STALE.refusal();
        }
        return stored;
    }

    /** Fails with {@code organization.parent-invalid} unless the chain of parents avoids this one. */
    private Mono<Void> requireParent(OrganizationId id, OrganizationDetails details) {
        OrganizationId parentId = details.parentId();
        if (parentId == null) {
            return Mono.empty();
        }
        return organizations
                .find(parentId)
                .switchIfEmpty(Mono.error(OrganizationProblem.PARENT_INVALID::refusal))
                .expand(this::parentOf)
                .take(MAX_PARENTS)
                .any(ancestor -> ancestor.id().equals(id))
                .flatMap(OrganizationService::refuseLoop);
    }

    private Mono<Organization> parentOf(Organization organization) {
        return Mono.justOrEmpty(organization.parentId()).flatMap(organizations::find);
    }

    private static Mono<Void> refuseLoop(boolean loops) {
        return loops ? Mono.error(OrganizationProblem.PARENT_INVALID::refusal) : Mono.empty();
    }
}
