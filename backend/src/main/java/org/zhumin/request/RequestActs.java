package org.zhumin.request;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.zhumin.identity.Actor;
import org.zhumin.platform.Detached;
import org.zhumin.platform.audit.AuditLog;
import org.zhumin.platform.owed.Owed;
import org.zhumin.platform.owed.OwedEffects;
import org.zhumin.platform.web.FactKey;
import org.zhumin.platform.web.HotReads;
import org.zhumin.request.RequestAction.Party;

import reactor.core.publisher.Mono;

import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Does one action on one request: who may, whether it was done before, the audit of what staff do,
 * the guarded write with what it owes, and then the performing of that, see {@link RequestDebts}.
 */
@Component
class RequestActs {
    private final Requests requests;
    private final Supports supports;
    private final TextGate texts;
    private final AuditLog audit;
    private final HotReads hotReads;
    private final RequestMeters meters;
    private final OwedEffects effects;
    private final Clocks clocks;
    private final Clock clock;

    RequestActs(
            Requests requests,
            Supports supports,
            TextGate texts,
            AuditLog audit,
            HotReads hotReads,
            RequestMeters meters,
            OwedEffects effects,
            Clocks clocks,
            Clock clock) {
        this.requests = requests;
        this.supports = supports;
        this.texts = texts;
        this.audit = audit;
        this.hotReads = hotReads;
        this.meters = meters;
        this.effects = effects;
        this.clocks = clocks;
        this.clock = clock;
    }

    Mono<ServiceRequest> perform(Act act, Transition transition) {
        return plan(act, (request, step) -> Mono.just(transition.apply(request, step)));
    }

    /** The same where the next version has to be asked for. */
    Mono<ServiceRequest> plan(Act act, Plan plan) {
        return requests.get(act.id())
                .flatMap(
                        request ->
                                request.findStep(act.key().id())
                                        .map(done -> again(act, request, done))
                                        .orElseGet(() -> first(act, request, plan)));
    }

    /** The key is made from the caller's id, so whoever repeats the call is who made it. */
    private Mono<ServiceRequest> again(Act act, ServiceRequest request, TimelineEntry done) {
        act.key().requireSameBody(done.operationHash());
        return Mono.just(request);
    }

    private Mono<ServiceRequest> first(Act act, ServiceRequest request, Plan plan) {
        return partyOf(act, request)
                .flatMap(
                        party -> {
                            var step =
                                    new Step(
                                            clock.instant(),
                                            act.actor().id(),
                                            party,
                                            act.key(),
                                            clocks);
                            return plan.next(request, step)
                                    .doOnNext(next -> requireFit(party, request, next))
                                    .flatMap(next -> store(act, party, next));
                        });
    }

    /** Words of staff that others read; what residents write has been checked before. */
    private void requireFit(Party party, ServiceRequest before, ServiceRequest next) {
        if (party == Party.OWNER || party == Party.COSIGNER) {
            return;
        }
        texts.checkOther(
                textForOthers(next.timeline().getLast()),
                next.title().equals(before.title()) ? null : next.title(),
                newReason(before, next));
    }

    private static @Nullable String textForOthers(TimelineEntry entry) {
        return entry.audience() == Audience.DESK ? null : entry.text();
    }

    /** Everybody reads it once it is approved, so it is looked at when it is given. */
    private static @Nullable String newReason(ServiceRequest before, ServiceRequest next) {
        return next.approvals().size() == before.approvals().size()
                ? null
                : next.approvals().getLast().reason();
    }

    private Mono<Party> partyOf(Act act, ServiceRequest request) {
        return cosigns(act, request)
                .map(
                        cosigns ->
                                DeskRules.requireParty(
                                        act.action(), request, act.actor(), cosigns));
    }

    private Mono<Boolean> cosigns(Act act, ServiceRequest request) {
        return act.action().parties().contains(Party.COSIGNER)
                ? supports.exists(request.id(), act.actor().id())
                : Mono.just(false);
    }

    private Mono<ServiceRequest> store(Act act, Party party, ServiceRequest next) {
        return Detached.run(audit(act, party).then(Mono.defer(() -> save(act.action(), next))));
    }

    private Mono<ServiceRequest> save(RequestAction action, ServiceRequest next) {
        List<Owed> owed = RequestDebts.of(action, next);
        return requests.save(next, owed)
                .delayUntil(saved -> tell(action, saved))
                .delayUntil(saved -> settle(saved.id(), owed));
    }

    /** What the answer shows is performed first; notices need not be waited for. */
    private Mono<Void> settle(RequestId id, List<Owed> owed) {
        var awaited = owed.stream().filter(RequestDebts::isAwaited).toList();
        var others = owed.stream().filter(debt -> !RequestDebts.isAwaited(debt)).toList();
        return effects.perform(requests, id.value(), awaited)
                .then(effects.start(requests, id.value(), others));
    }

    private Mono<Void> audit(Act act, Party party) {
        if (party == Party.OWNER || party == Party.COSIGNER) {
            return Mono.empty();
        }
        String name = "request." + act.action().name().toLowerCase(Locale.ROOT);
        return audit.record(act.actor().id(), name, act.id().value(), act.details());
    }

    /** What the service does by itself, without anybody who calls. */
    Mono<Void> performOwn(RequestAction action, ServiceRequest next) {
        return Detached.run(save(action, next).then());
    }

    /** What everybody may read of it is no longer what is remembered. */
    private Mono<Void> tell(RequestAction action, ServiceRequest changed) {
        return Mono.defer(
                () -> {
                    meters.done(action);
                    return hotReads.changed(RequestTopics.of(changed));
                });
    }

    /** From one version to the next, or a refusal. */
    interface Transition {
        ServiceRequest apply(ServiceRequest request, Step step);
    }

    /** The same, from what has to be asked for. */
    interface Plan {
        Mono<ServiceRequest> next(ServiceRequest request, Step step);
    }

    /**
     * One call.
     *
     * @param details for the audit log; never personal data
     */
    record Act(
            RequestAction action,
            RequestId id,
            Actor actor,
            FactKey key,
            Map<String, String> details) {
        static Act of(RequestAction action, RequestId id, Actor actor, FactKey key) {
            return new Act(action, id, actor, key, Map.of());
        }
    }
}
