package org.zhumin.request;

import org.springframework.stereotype.Component;
import org.zhumin.identity.Actor;
import org.zhumin.kernel.Ids;
import org.zhumin.platform.Detached;
import org.zhumin.platform.web.FactKey;
import org.zhumin.request.DeskBodies.MergeBody;
import org.zhumin.request.RequestActs.Act;

import reactor.core.publisher.Mono;

/**
 * Merges a duplicate into another request. The target is written first, which changes its version:
 * of two merges in opposite directions at most one can be done. Then the duplicate is closed, and
 * its owner and co-signers are moved; a crash before that is made good by {@link RequestSweeper}.
 */
@Component
class MergeService {
    private final RequestActs acts;
    private final Requests requests;
    private final SupportService supports;

    MergeService(RequestActs acts, Requests requests, SupportService supports) {
        this.acts = acts;
        this.requests = requests;
        this.supports = supports;
    }

    Mono<ServiceRequest> merge(RequestId id, MergeBody body, Actor actor, FactKey key) {
        return Detached.run(
                acts.plan(
                                Act.of(RequestAction.MERGE, id, actor, key),
                                (request, step) ->
                                        target(body.intoId(), actor)
                                                .flatMap(into -> join(request, into, step)))
                        .delayUntil(supports::moveToTarget));
    }

    private Mono<ServiceRequest> target(String id, Actor actor) {
        return Mono.just(id)
                .filter(Ids::isValid)
                .flatMap(valid -> requests.find(new RequestId(valid)))
                .filter(found -> DeskRules.maySee(found, actor))
                .switchIfEmpty(Mono.error(RequestProblem.MERGE_TARGET_UNKNOWN::refusal));
    }

    private Mono<ServiceRequest> join(ServiceRequest request, ServiceRequest into, Step step) {
        ServiceRequest merged = TriageMoves.merge(request, into, step);
        ServiceRequest joined = TriageMoves.joinedBy(into, request, step);
        return joined.equals(into) ? Mono.just(merged) : requests.save(joined).thenReturn(merged);
    }
}
