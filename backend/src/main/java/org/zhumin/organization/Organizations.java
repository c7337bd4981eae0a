package org.zhumin.organization;

import org.jspecify.annotations.Nullable;
import org.zhumin.kernel.AreaCode;
import org.zhumin.kernel.Cursor;
import org.zhumin.kernel.OrganizationId;
import org.zhumin.kernel.Slice;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.util.List;

/** The store of organisations. */
interface Organizations {
    /** At most so many are given by {@link #listAnswering}. */
    int ANSWERING_LIMIT = 200;

    Mono<Organization> find(OrganizationId id);

    /**
     * Stores a new one. If there is one under this id already, nothing is stored and that one is
     * given.
     */
    Mono<Organization> insertOrGet(Organization organization);

    /**
     * Replaces the version before this one. Empty when the stored one is no longer that version, or
     * is gone.
     */
    Mono<Organization> save(Organization organization);

    /** Sorted by id. */
    Mono<Slice<Organization>> list(OrganizationQuery query, @Nullable Cursor after, int limit);

    /**
     * Units and councils that work for exactly one of these areas and answer for the category (all
     * of them if there is none), the deepest area first, then by id.
     */
    Flux<Organization> listAnswering(List<AreaCode> areas, @Nullable String category);
}
