package org.zhumin.request;

import org.jspecify.annotations.Nullable;
import org.zhumin.kernel.AreaCode;
import org.zhumin.kernel.Cursor;
import org.zhumin.kernel.OrganizationId;
import org.zhumin.kernel.ResidentId;
import org.zhumin.kernel.Slice;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.util.List;

/** The store of requests. Lists are newest first. */
interface Requests {
    Mono<ServiceRequest> find(RequestId id);

    /** Fails with {@link RequestProblem#NOT_FOUND}. */
    default Mono<ServiceRequest> get(RequestId id) {
        return find(id).switchIfEmpty(Mono.error(RequestProblem.NOT_FOUND::refusal));
    }

    /**
     * Stores a new request, or gives the one that already lies under its id: the same call was made
     * before.
     */
    Mono<ServiceRequest> insert(ServiceRequest request);

    /**
     * Stores the next version of a request. Fails with {@code state.changed-meanwhile} if the
     * version before is no longer the stored one.
     */
    Mono<ServiceRequest> save(ServiceRequest next);

    /** What everybody may read, in an area's subtree. */
    Mono<Slice<ServiceRequest>> listPublic(PublicFilter filter, int limit, @Nullable Cursor after);

    Mono<Slice<ServiceRequest>> listOwnedBy(ResidentId owner, int limit, @Nullable Cursor after);

    /** What waits for triage in the subtrees of these areas. */
    Mono<Slice<ServiceRequest>> listForTriage(
            List<AreaCode> areas, int limit, @Nullable Cursor after);

    /** What these organisations have and have not answered yet. */
    Mono<Slice<ServiceRequest>> listForHandlers(
            List<OrganizationId> handlers, int limit, @Nullable Cursor after);

    /** Everything of one owner, for export and erasure. */
    Flux<ServiceRequest> streamOwnedBy(ResidentId owner);

    /** Which public requests are asked for; absent filters let everything through. */
    record PublicFilter(
            AreaCode area, @Nullable String categoryCode, @Nullable RequestState state) {}
}
