package org.zhumin.moderation;

import org.jspecify.annotations.Nullable;
import org.zhumin.kernel.AreaCode;
import org.zhumin.kernel.Cursor;
import org.zhumin.kernel.ResidentId;
import org.zhumin.kernel.Slice;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.time.Instant;
import java.util.Collection;
import java.util.List;

/** The store of cases. */
interface ModerationCases {
    Mono<ModerationCase> find(CaseId id);

    /** Fails with {@link ModerationProblem#NOT_FOUND}. */
    default Mono<ModerationCase> get(CaseId id) {
        return find(id).switchIfEmpty(Mono.error(ModerationProblem.NOT_FOUND::refusal));
    }

    /** The last round about this content. */
    Mono<ModerationCase> findLatest(Target target);

    /** Stores a new case, or gives the one that somebody else opened for the same round. */
    Mono<ModerationCase> insert(ModerationCase opened);

    /**
     * Stores the next version of a case. Fails with {@code state.changed-meanwhile} if the version
     * before is no longer the stored one.
     */
    Mono<ModerationCase> save(ModerationCase next);

    /** Notes that nothing is owed any more; false if the case has moved on since. */
    Mono<Boolean> settle(ModerationCase performed);

    /** What has owed an effect since before then, oldest first. */
    Flux<ModerationCase> listOwing(Instant before, int limit);

    /** What waits for a person in the subtrees of these areas, oldest first. */
    Mono<Slice<ModerationCase>> listWaiting(
            List<AreaCode> areas, @Nullable CaseState state, int limit, @Nullable Cursor after);

    /** Every case with a decision, the latest first. */
    Mono<Slice<ModerationCase>> listDecided(int limit, @Nullable Cursor after);

    /** Decided cases about what is this resident's, the latest first. */
    Mono<Slice<ModerationCase>> listDecidedOf(ResidentId owner, int limit, @Nullable Cursor after);

    Flux<ModerationCase> findAll(Collection<CaseId> ids);

    /** Every case about what is this resident's or in which the resident acted. */
    Flux<ModerationCase> streamOf(ResidentId resident);

    Mono<Long> countWaiting(CaseState state);

    Mono<Long> countOwing();
}
