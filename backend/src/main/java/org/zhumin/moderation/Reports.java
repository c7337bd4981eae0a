package org.zhumin.moderation;

import org.jspecify.annotations.Nullable;
import org.zhumin.kernel.Cursor;
import org.zhumin.kernel.ResidentId;
import org.zhumin.kernel.Slice;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.util.Collection;
import java.util.Map;

/** The store of reports. */
interface Reports {
    Mono<Report> find(String id);

    /** Stores a new report, or gives the one that this person made before. */
    Mono<Report> insert(Report report);

    /** How many people reported, by case; a case that nobody reported is left out. */
    Mono<Map<CaseId, Integer>> count(Collection<CaseId> cases);

    /** The latest reports of a case. */
    Flux<Report> listLatest(CaseId id, int limit);

    /** The latest first. */
    Mono<Slice<Report>> listOf(ResidentId reporter, int limit, @Nullable Cursor after);

    /** Everything of one reporter, for export. */
    Flux<Report> streamOf(ResidentId reporter);

    /** Deletes them all; the cases they led to stay. */
    Mono<Void> delete(ResidentId reporter);
}
