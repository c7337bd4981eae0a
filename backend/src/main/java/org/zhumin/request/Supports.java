package org.zhumin.request;

import org.jspecify.annotations.Nullable;
import org.zhumin.kernel.Cursor;
import org.zhumin.kernel.ResidentId;
import org.zhumin.kernel.Slice;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.time.Instant;

/** The store of who supports what (我也遇到). One resident supports one request once. */
interface Supports {
    /** Stores it, or leaves what is there. */
    Mono<Void> put(Support support);

    Mono<Void> remove(RequestId request, ResidentId resident);

    Mono<Boolean> exists(RequestId request, ResidentId resident);

    Mono<Long> count(RequestId request);

    Flux<Support> streamOf(RequestId request);

    /**
     * The next of them by the resident's id.
     *
     * @param after only those whose resident's id comes after this one
     */
    Flux<Support> listOf(RequestId request, @Nullable ResidentId after, int limit);

    Flux<Support> streamBy(ResidentId resident);

    /** What the resident supports, the newest request first. */
    Mono<Slice<Support>> listBy(ResidentId resident, int limit, @Nullable Cursor after);

    /**
     * One support.
     *
     * @param requestedAt when the request was made, by which lists are sorted
     * @param merged came with a duplicate that was merged
     */
    record Support(
            RequestId request,
            ResidentId resident,
            Instant requestedAt,
            Instant at,
            boolean merged) {}
}
