package org.zhumin.supervision;

import org.springframework.stereotype.Service;
import org.zhumin.identity.Actor;
import org.zhumin.kernel.Slice;
import org.zhumin.platform.Detached;
import org.zhumin.platform.audit.AuditLog;
import org.zhumin.platform.web.FactKey;
import org.zhumin.platform.web.PageRequest;
import org.zhumin.supervision.Bodies.EscalateBody;
import org.zhumin.supervision.Bodies.SubmitBody;
import org.zhumin.supervision.Bodies.VerifyBody;

import reactor.core.publisher.Mono;

import java.time.Clock;
import java.util.Locale;
import java.util.function.BiFunction;

/** What staff do with rectification orders. Every act is in the audit log before it is done. */
@Service
class RectificationService {
    private final Rectifications rectifications;
    private final AuditLog audit;
    private final Clock clock;

    RectificationService(Rectifications rectifications, AuditLog audit, Clock clock) {
        this.rectifications = rectifications;
        this.audit = audit;
        this.clock = clock;
    }

    Mono<Slice<Rectification>> list(Actor actor, Rectifications.Filter filter, PageRequest page) {
        return rectifications.list(Scope.of(actor), filter, page.limit(), page.after());
    }

    Mono<Rectification> read(RectificationId id, Actor actor) {
        return rectifications
                .get(id)
                .doOnNext(
                        order ->
                                SupervisionRules.requireVisible(
                                        order.matter(),
                                        actor,
                                        SupervisionProblem.RECTIFICATION_NOT_FOUND));
    }

    Mono<Rectification> submit(RectificationId id, SubmitBody body, Actor actor, FactKey key) {
        return act(
                new Act(RectificationAction.SUBMIT, id, actor, key),
                (order, step) -> order.submit(body.text(), step));
    }

    Mono<Rectification> verify(RectificationId id, VerifyBody body, Actor actor, FactKey key) {
        return act(
                new Act(RectificationAction.VERIFY, id, actor, key),
                (order, step) ->
                        body.passed()
                                ? order.pass(body.text(), step)
                                : order.fail(body.text(), body.dueAt(), step));
    }

    Mono<Rectification> escalate(RectificationId id, EscalateBody body, Actor actor, FactKey key) {
        return act(
                new Act(RectificationAction.ESCALATE, id, actor, key),
                (order, step) -> order.escalate(body.text(), body.dueAt(), step));
    }

    /** A call that was made before is answered with the order as it stands. */
    private Mono<Rectification> act(
            Act act, BiFunction<Rectification, Step, Rectification> transition) {
        return rectifications
                .get(act.id())
                .flatMap(
                        order -> {
                            SupervisionRules.requireVisible(
                                    order.matter(),
                                    act.actor(),
                                    SupervisionProblem.RECTIFICATION_NOT_FOUND);
                            if (Timeline.knows(order.timeline(), act.key())) {
                                return Mono.just(order);
                            }
                            SupervisionRules.requireParty(act.action(), order, act.actor());
                            return store(act, transition.apply(order, stepOf(act)));
                        });
    }

    private Step stepOf(Act act) {
        return new Step(clock.instant(), act.actor().id(), act.key());
    }

    private Mono<Rectification> store(Act act, Rectification next) {
        String name = "rectification." + act.action().name().toLowerCase(Locale.ROOT);
        return Detached.run(
                audit.record(act.actor().id(), name, act.id().value())
                        .then(rectifications.save(next)));
    }

    private record Act(RectificationAction action, RectificationId id, Actor actor, FactKey key) {}
}
