package org.zhumin.request;

import org.zhumin.platform.web.FactKey;

import reactor.core.publisher.Mono;

import java.util.List;

/** Which requests one call of the desk with uploads was about. */
interface Batches {
    /** Empty for one that had no uploads, or never came so far. */
    Mono<Batch> find(String operation);

    /** Notes it once; the same call again changes nothing. */
    Mono<Void> insert(Batch batch);

    /**
     * @param operation id of the call, which is that of the step in each request
     * @param bodyHash hash of what it said
     */
    record Batch(String operation, String bodyHash, List<RequestId> requests) {
        public Batch {
            requests = List.copyOf(requests);
        }

        static Batch of(FactKey key, List<RequestId> requests) {
            return new Batch(key.id(), key.bodyHash(), requests);
        }
    }
}
