package org.zhumin.project;

import org.jspecify.annotations.Nullable;
import org.zhumin.kernel.Cursor;
import org.zhumin.kernel.ResidentId;
import org.zhumin.kernel.Slice;
import org.zhumin.platform.owed.Owed;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.util.List;

/** The store of shifts. */
interface Shifts {
    Mono<Shift> find(Shift.Id id);

    /** Fails with {@link ProjectProblem#SHIFT_NOT_FOUND}. */
    default Mono<Shift> get(Shift.Id id) {
        return find(id).switchIfEmpty(Mono.error(ProjectProblem.SHIFT_NOT_FOUND::refusal));
    }

    /** Stores a new one, or gives the one that already lies under its id. */
    Mono<Shift> insert(Shift shift);

    /**
     * Stores the next version and what it owes. Fails with {@code state.changed-meanwhile} if the
     * version before is no longer the stored one.
     */
    Mono<Shift> save(Shift next, List<Owed> owed);

    /** The latest first. */
    Mono<Slice<Shift>> listOf(ProjectId project, int limit, @Nullable Cursor after);

    Flux<Shift> streamBy(ResidentId resident);

    /** Empty if no report was made by this call. */
    Mono<Shift> findByReport(String operation);

    /**
     * Takes the resident out of what is owed: hours to be credited are not owed any more, a defect
     * is owed without its finder. To be called while the resident is still on the shifts.
     */
    Mono<Void> forgetDebts(ResidentId resident);
}
