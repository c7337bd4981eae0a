package org.zhumin.request;

import org.springframework.stereotype.Component;
import org.zhumin.identity.Actor;
import org.zhumin.kernel.ResidentId;
import org.zhumin.platform.Detached;
import org.zhumin.platform.web.HotReads;
import org.zhumin.request.Supports.Support;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.time.Clock;

/**
 * 我也遇到: who supports a public request becomes its co-signer, is told, and may rate. The supports
 * are the facts; the number on the request is counted from them after each change, and counted
 * again until it stays, so that of counts that overtake each other the last one is right.
 */
@Component
class SupportService {
    private static final int COUNTS = 5;

    private final Supports supports;
    private final Requests requests;
    private final HotReads hotReads;
    private final Clock clock;

    SupportService(Supports supports, Requests requests, HotReads hotReads, Clock clock) {
        this.supports = supports;
        this.requests = requests;
        this.hotReads = hotReads;
        this.clock = clock;
    }

    Mono<Boolean> isCosigner(RequestId request, ResidentId resident) {
        return supports.exists(request, resident);
    }

    /** Twice is as good as once. */
    Mono<ServiceRequest> support(RequestId id, Actor actor) {
        return requests.get(id)
                .filter(request -> request.publication() == Publication.PUBLIC)
                .switchIfEmpty(Mono.error(RequestProblem.NOT_FOUND::refusal))
                .doOnNext(request -> requireSupportable(request, actor))
                .flatMap(
                        request ->
                                Detached.run(
                                        supports.put(supportOf(request, actor.id(), false))
                                                .then(recount(request))));
    }

    private static void requireSupportable(ServiceRequest request, Actor actor) {
        if (request.isOwnedBy(actor.id())) {
            throw RequestProblem.OWN_REQUEST.refusal();
        }
        if (!request.state().isOpen()) {
            throw RequestProblem.NOT_SUPPORTABLE.refusal();
        }
    }

    private Support supportOf(ServiceRequest request, ResidentId resident, boolean merged) {
        return new Support(request.id(), resident, request.createdAt(), clock.instant(), merged);
    }

    Mono<ServiceRequest> withdraw(RequestId id, Actor actor) {
        return requests.get(id)
                .filterWhen(request -> mayWithdraw(request, actor))
                .switchIfEmpty(Mono.error(RequestProblem.NOT_FOUND::refusal))
                .flatMap(
                        request ->
                                Detached.run(
                                        supports.remove(id, actor.id()).then(recount(request))));
    }

    private Mono<Boolean> mayWithdraw(ServiceRequest request, Actor actor) {
        return request.publication() == Publication.PUBLIC
                ? Mono.just(true)
                : supports.exists(request.id(), actor.id());
    }

    /**
     * The owner and the co-signers of a merged request become co-signers of what it was merged
     * into. Done again it changes nothing.
     */
    Mono<Void> moveToTarget(ServiceRequest merged) {
        RequestId target = merged.mergedInto();
        if (target == null) {
            return Mono.empty();
        }
        return Detached.run(
                        requests.get(target)
                                .flatMap(into -> move(merged, into).then(recount(into)))
                                .then(requests.cosignersMoved(merged.id()))
                                .thenReturn(true))
                .then();
    }

    private Mono<Void> move(ServiceRequest merged, ServiceRequest into) {
        return Flux.concat(
                        Mono.justOrEmpty(merged.owner()),
                        supports.streamOf(merged.id()).map(Support::resident))
                .filter(resident -> !into.isOwnedBy(resident))
                .concatMap(resident -> supports.put(supportOf(into, resident, true)))
                .then();
    }

    /** Everything of one resident is taken away, for an erasure. */
    Mono<Void> forget(ResidentId resident) {
        return supports.streamBy(resident)
                .concatMap(
                        support ->
                                supports.remove(support.request(), resident)
                                        .then(requests.find(support.request()))
                                        .flatMap(this::recount))
                .then();
    }

    private Mono<ServiceRequest> recount(ServiceRequest request) {
        return Mono.defer(() -> supports.count(request.id()))
                .flatMap(first -> settle(request.id(), first, 1))
                .then(Mono.defer(() -> hotReads.changed(RequestTopics.of(request))))
                .then(Mono.defer(() -> requests.get(request.id())));
    }

    private Mono<Void> settle(RequestId id, long counted, int times) {
        return requests.setSupporters(id, Math.toIntExact(counted))
                .then(Mono.defer(() -> supports.count(id)))
                .flatMap(
                        now ->
                                now == counted || times >= COUNTS
                                        ? Mono.<Void>empty()
                                        : settle(id, now, times + 1));
    }
}
