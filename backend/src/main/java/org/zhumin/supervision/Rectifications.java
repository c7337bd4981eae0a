package org.zhumin.supervision;

import org.jspecify.annotations.Nullable;
import org.zhumin.kernel.Cursor;
import org.zhumin.kernel.Slice;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.time.Instant;

/** The store of rectification orders. Lists are newest first. */
interface Rectifications {
    Mono<Rectification> find(RectificationId id);

    /** Fails with {@link SupervisionProblem#RECTIFICATION_NOT_FOUND}. */
    default Mono<Rectification> get(RectificationId id) {
        return find(id).switchIfEmpty(
                        Mono.error(SupervisionProblem.RECTIFICATION_NOT_FOUND::refusal));
    }

    /** Stores a new order, or gives the one that already lies under its id. */
    Mono<Rectification> insertOrGet(Rectification order);

    /**
     * Stores the next version. Fails with {@code state.changed-meanwhile} if the version before is
     * no longer the stored one.
     */
    Mono<Rectification> save(Rectification next);

    Mono<Slice<Rectification>> list(Scope scope, Filter filter, int limit, @Nullable Cursor after);

    /** At most {@value #OF_SUBJECT}. */
    Flux<Rectification> listOf(Subject subject);

    int OF_SUBJECT = 100;

    /**
     * Absent filters let everything through.
     *
     * @param overdueAt only what is owed and was due before this moment
     */
    record Filter(@Nullable RectificationState state, @Nullable Instant overdueAt) {}
}
