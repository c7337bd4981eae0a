package org.zhumin.supervision;

import org.jspecify.annotations.Nullable;
import org.zhumin.kernel.Cursor;
import org.zhumin.kernel.Slice;

import reactor.core.publisher.Mono;

/** The store of accountability cases. Lists are newest first. */
interface Cases {
    Mono<AccountabilityCase> find(CaseId id);

    /** Fails with {@link SupervisionProblem#CASE_NOT_FOUND}. */
    default Mono<AccountabilityCase> get(CaseId id) {
        return find(id).switchIfEmpty(Mono.error(SupervisionProblem.CASE_NOT_FOUND::refusal));
    }

    /** Stores a new case, or gives the one that already lies under its id. */
    Mono<AccountabilityCase> insertOrGet(AccountabilityCase opened);

    /**
     * Stores the next version. Fails with {@code state.changed-meanwhile} if the version before is
     * no longer the stored one.
     */
    Mono<AccountabilityCase> save(AccountabilityCase next);

    /**
     * @param state absent for all
     */
    Mono<Slice<AccountabilityCase>> list(
            Scope scope, @Nullable CaseState state, int limit, @Nullable Cursor after);
}
