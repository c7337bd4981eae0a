package org.zhumin.platform.audit;

import org.jspecify.annotations.Nullable;
import org.zhumin.kernel.Cursor;
import org.zhumin.kernel.Slice;

import reactor.core.publisher.Mono;

import java.time.Instant;
import java.util.Map;

/** The audit log as auditors read it. */
public interface AuditTrail {
    /** Newest first; every entry checked against the one before it, on whatever page that is. */
    Mono<Slice<Recorded>> list(Filter filter, int limit, @Nullable Cursor after);

    /**
     * Absent: all.
     *
     * @param actor who acted
     * @param target id of what was acted upon
     */
    record Filter(@Nullable String actor, @Nullable String target) {}

    /**
     * What was recorded, as auditors read it.
     *
     * @param chain instance, segment and day; every instance chains its own entries
     * @param sequence position in the chain, from 0
     * @param actor the resident who acted
     * @param previousHash hash of the same instance's entry before, empty for its first
     * @param verified false if the entry was changed since, or the one before it was changed or
     *     taken out
     */
    record Recorded(
            String chain,
            long sequence,
            Instant at,
            String actor,
            String action,
            String target,
            Map<String, String> details,
            String hash,
            String previousHash,
            boolean verified) {}
}
