package org.zhumin.project;

import org.jspecify.annotations.Nullable;
import org.zhumin.kernel.AreaCode;
import org.zhumin.kernel.Cursor;
import org.zhumin.kernel.Slice;
import org.zhumin.platform.owed.Owed;

import reactor.core.publisher.Mono;

import java.util.List;

/** The store of rounds. */
interface Rounds {
    Mono<Round> find(Round.Id id);

    /** Fails with {@link ProjectProblem#ROUND_NOT_FOUND}. */
    default Mono<Round> get(Round.Id id) {
        return find(id).switchIfEmpty(Mono.error(ProjectProblem.ROUND_NOT_FOUND::refusal));
    }

    /** Stores a new round, or gives the one that already lies under its id. */
    Mono<Round> insert(Round round);

    /**
     * Stores the next version and what it owes. Fails with {@code state.changed-meanwhile} if the
     * version before is no longer the stored one.
     */
    Mono<Round> save(Round next, List<Owed> owed);

    /** The latest first. */
    Mono<Slice<Round>> list(
            AreaCode area, Round.@Nullable State state, int limit, @Nullable Cursor after);
}
