package org.zhumin.request;

import org.springframework.stereotype.Component;
import org.zhumin.area.AreaTree;
import org.zhumin.identity.Actor;
import org.zhumin.identity.ResidentDirectory;
import org.zhumin.identity.Verification;
import org.zhumin.kernel.AreaCode;
import org.zhumin.platform.web.FactKey;
import org.zhumin.request.DeskBodies.AcceptBody;
import org.zhumin.request.DeskBodies.DispatchBody;
import org.zhumin.request.DeskBodies.ReasonBody;
import org.zhumin.request.DeskBodies.RejectBody;
import org.zhumin.request.RequestActs.Act;

import reactor.core.publisher.Mono;

import java.util.List;

/** What the desk does: take up, send on, refuse, hand up. */
@Component
class TriageService {
    private final RequestActs acts;
    private final Categories categories;
    private final Handlers handlers;
    private final ResidentDirectory residents;
    private final AreaTree areas;

    TriageService(
            RequestActs acts,
            Categories categories,
            Handlers handlers,
            ResidentDirectory residents,
            AreaTree areas) {
        this.acts = acts;
        this.categories = categories;
        this.handlers = handlers;
        this.residents = residents;
        this.areas = areas;
    }

    Mono<ServiceRequest> accept(RequestId id, AcceptBody body, Actor actor, FactKey key) {
        String category = body.categoryCode();
        if (category != null) {
            categories.get(category);
        }
        return acts.plan(
                Act.of(RequestAction.ACCEPT, id, actor, key),
                (request, step) ->
                        mayAppear(request)
                                .map(
                                        may ->
                                                TriageMoves.accept(
                                                        request,
                                                        category,
                                                        body.title(),
                                                        may,
                                                        step)));
    }

    /** Nothing is published when nobody can be reached about it. */
    Mono<Boolean> mayAppear(ServiceRequest request) {
        OnBehalfOf person = request.origin().onBehalfOf();
        boolean reachable = person != null && person.phone() != null;
        return Mono.justOrEmpty(request.owner())
                .flatMap(residents::findVerification)
                .map(verification -> verification.reaches(Verification.PHONE))
                .defaultIfEmpty(reachable);
    }

    Mono<ServiceRequest> dispatch(RequestId id, DispatchBody body, Actor actor, FactKey key) {
        return acts.plan(
                Act.of(RequestAction.DISPATCH, id, actor, key),
                (request, step) ->
                        handlers.get(body.organizationId())
                                .map(
                                        handler ->
                                                TriageMoves.dispatch(
                                                        request, handler, body.note(), step)));
    }

    Mono<ServiceRequest> reject(RequestId id, RejectBody body, Actor actor, FactKey key) {
        return acts.perform(
                Act.of(RequestAction.REJECT, id, actor, key),
                (request, step) ->
                        TriageMoves.reject(request, body.reasonCode(), body.text(), step));
    }

    Mono<ServiceRequest> escalate(RequestId id, ReasonBody body, Actor actor, FactKey key) {
        return acts.perform(
                Act.of(RequestAction.ESCALATE, id, actor, key),
                (request, step) ->
                        TriageMoves.escalate(
                                request,
                                body.reason(),
                                nameOf(request.desk().escalated().path()),
                                step));
    }

    private String nameOf(List<AreaCode> path) {
        return areas.names(path).getLast().name();
    }
}
