package org.zhumin.request;

import org.zhumin.platform.web.FactKey;

import reactor.core.publisher.Mono;

import java.util.function.Supplier;

/**
 * A call that was made before, recognised in the timeline by its operation id, is answered again.
 */
final class RepeatedCall {
    private RepeatedCall() {}

    static Mono<ServiceRequest> orElse(
            ServiceRequest request, FactKey key, Supplier<Mono<ServiceRequest>> act) {
        return request.findStep(key.id())
                .map(done -> again(request, key, done))
                .orElseGet(() -> Mono.defer(act));
    }

    private static Mono<ServiceRequest> again(
            ServiceRequest request, FactKey key, TimelineEntry done) {
        key.requireSameBody(done.operationHash());
        return Mono.just(request);
    }
}
