package org.zhumin.request;

import org.springframework.stereotype.Component;
import org.zhumin.identity.Actor;
import org.zhumin.platform.web.FactKey;
import org.zhumin.request.DeskBodies.CallbackBody;
import org.zhumin.request.DeskBodies.RectifyBody;
import org.zhumin.request.DeskBodies.SuperviseBody;
import org.zhumin.request.RequestActs.Act;

import reactor.core.publisher.Mono;

/** What supervisors do. */
@Component
class SupervisionService {
    private final RequestActs acts;

    SupervisionService(RequestActs acts) {
        this.acts = acts;
    }

    Mono<ServiceRequest> supervise(RequestId id, SuperviseBody body, Actor actor, FactKey key) {
        return acts.perform(
                Act.of(RequestAction.SUPERVISE, id, actor, key),
                (request, step) ->
                        SupervisionMoves.supervise(
                                request,
                                body.level(),
                                DeskDates.instantOf("dueAt", body.dueAt()),
                                body.text(),
                                step));
    }

    Mono<ServiceRequest> rectify(RequestId id, RectifyBody body, Actor actor, FactKey key) {
        return acts.perform(
                Act.of(RequestAction.RECTIFY, id, actor, key),
                (request, step) ->
                        SupervisionMoves.rectify(
                                request,
                                DeskDates.instantOf("dueAt", body.dueAt()),
                                body.text(),
                                step));
    }

    Mono<ServiceRequest> callback(RequestId id, CallbackBody body, Actor actor, FactKey key) {
        return acts.perform(
                Act.of(RequestAction.CALLBACK, id, actor, key),
                (request, step) ->
                        SupervisionMoves.callback(
                                request, body.outcome(), body.satisfaction(), body.text(), step));
    }
}
