package org.zhumin.request;

import org.springframework.stereotype.Component;
import org.zhumin.identity.Actor;
import org.zhumin.identity.Role;
import org.zhumin.platform.web.FactKey;
import org.zhumin.request.Approval.Kind;
import org.zhumin.request.DeskBodies.DecisionBody;
import org.zhumin.request.DeskBodies.ExclusionBody;
import org.zhumin.request.DeskBodies.ExtensionBody;
import org.zhumin.request.DeskBodies.ReasonBody;
import org.zhumin.request.RequestActs.Act;

import reactor.core.publisher.Mono;

/** What a handler asks for and somebody else decides. */
@Component
class ApprovalService {
    private final RequestActs acts;

    ApprovalService(RequestActs acts) {
        this.acts = acts;
    }

    Mono<ServiceRequest> askExtension(RequestId id, ExtensionBody body, Actor actor, FactKey key) {
        return acts.perform(
                Act.of(RequestAction.EXTENSION, id, actor, key),
                (request, step) ->
                        ApprovalMoves.askExtension(
                                request,
                                DeskDates.instantOf("until", body.until()),
                                body.reason(),
                                step));
    }

    Mono<ServiceRequest> askPause(RequestId id, ReasonBody body, Actor actor, FactKey key) {
        return acts.perform(
                Act.of(RequestAction.PAUSE, id, actor, key),
                (request, step) -> ApprovalMoves.askPause(request, body.reason(), step));
    }

    Mono<ServiceRequest> askExclusion(RequestId id, ExclusionBody body, Actor actor, FactKey key) {
        return acts.perform(
                Act.of(RequestAction.EXCLUSION, id, actor, key),
                (request, step) ->
                        ApprovalMoves.askExclusion(request, body.reasonCode(), body.text(), step));
    }

    Mono<ServiceRequest> approve(Kind kind, RequestId id, Actor actor, FactKey key) {
        return acts.perform(
                Act.of(ApprovalMoves.approving(kind), id, actor, key),
                (request, step) ->
                        ApprovalMoves.approve(request, kind, roleOf(actor, request), step));
    }

    private static Role roleOf(Actor approver, ServiceRequest request) {
        return approver.hasIn(Role.COUNCIL, request.desk().path()) ? Role.COUNCIL : Role.SUPERVISOR;
    }

    Mono<ServiceRequest> refuse(
            Kind kind, RequestId id, DecisionBody body, Actor actor, FactKey key) {
        return acts.perform(
                Act.of(ApprovalMoves.refusing(kind), id, actor, key),
                (request, step) -> ApprovalMoves.refuse(request, kind, body.text(), step));
    }
}
