package org.zhumin.project;

import org.jspecify.annotations.Nullable;
import org.zhumin.kernel.AreaCode;
import org.zhumin.kernel.Cursor;
import org.zhumin.kernel.OrganizationId;
import org.zhumin.kernel.ResidentId;
import org.zhumin.kernel.Slice;
import org.zhumin.platform.owed.Owed;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.util.List;

/** The store of observations. */
interface Observations {
    Mono<Observation> find(Observation.Id id);

    /** Fails with {@link ProjectProblem#OBSERVATION_NOT_FOUND}. */
    default Mono<Observation> get(Observation.Id id) {
        return find(id).switchIfEmpty(Mono.error(ProjectProblem.OBSERVATION_NOT_FOUND::refusal));
    }

    /** Stores a new one, or gives the one that already lies under its id. */
    Mono<Observation> insert(Observation observation, List<Owed> owed);

    /**
     * Stores the next version and what it owes. Fails with {@code state.changed-meanwhile} if the
     * version before is no longer the stored one.
     */
    Mono<Observation> save(Observation next, List<Owed> owed);

    /** Those that everybody reads, the latest first. */
    Mono<Slice<Observation>> listPublic(
            ProjectId project,
            Observation.@Nullable State state,
            int limit,
            @Nullable Cursor after);

    /** The work list of a desk, the soonest due first. */
    Mono<Slice<Observation>> listWork(
            List<AreaCode> areas,
            List<OrganizationId> units,
            Observation.State state,
            int limit,
            @Nullable Cursor after);

    Flux<Observation> streamBy(ResidentId observer);
}
