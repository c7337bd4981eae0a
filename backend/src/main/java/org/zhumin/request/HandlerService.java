package org.zhumin.request;

import org.springframework.stereotype.Component;
import org.zhumin.identity.Actor;
import org.zhumin.platform.web.FactKey;
import org.zhumin.request.DeskBodies.AssignBody;
import org.zhumin.request.DeskBodies.ProgressBody;
import org.zhumin.request.DeskBodies.ReplyBody;
import org.zhumin.request.DeskBodies.ReturnBody;
import org.zhumin.request.RequestActs.Act;
import org.zhumin.request.RequestActs.Transition;

import reactor.core.publisher.Mono;

/** What the organisation that has a request does with it. */
@Component
class HandlerService {
    private final RequestActs acts;
    private final Handlers handlers;
    private final RequestMedia media;

    HandlerService(RequestActs acts, Handlers handlers, RequestMedia media) {
        this.acts = acts;
        this.handlers = handlers;
        this.media = media;
    }

    Mono<ServiceRequest> sign(RequestId id, Actor actor, FactKey key) {
        return acts.perform(Act.of(RequestAction.SIGN, id, actor, key), HandlerMoves::sign);
    }

    Mono<ServiceRequest> assign(RequestId id, AssignBody body, Actor actor, FactKey key) {
        return acts.plan(
                Act.of(RequestAction.ASSIGN, id, actor, key),
                (request, step) ->
                        handlers.getClerk(request.handler(), body.residentId())
                                .map(clerk -> HandlerMoves.assign(request, clerk, step)));
    }

    Mono<ServiceRequest> giveBack(RequestId id, ReturnBody body, Actor actor, FactKey key) {
        return acts.plan(
                Act.of(RequestAction.RETURN, id, actor, key),
                (request, step) ->
                        handlers.getIfNamed(body.nextOrganizationId())
                                .map(
                                        next ->
                                                HandlerMoves.giveBack(
                                                        request,
                                                        body.reasonCode(),
                                                        body.text(),
                                                        next.orElse(null),
                                                        step)));
    }

    Mono<ServiceRequest> progress(RequestId id, ProgressBody body, Actor actor, FactKey key) {
        return media.perform(
                Act.of(RequestAction.PROGRESS, id, actor, key),
                RequestMedia.distinct(body.mediaIds()),
                progress(body));
    }

    /** As one of many, whose pictures are attached already, see {@link BatchMedia}. */
    Mono<ServiceRequest> progressOfBatch(
            RequestId id, ProgressBody body, Actor actor, FactKey key) {
        return acts.perform(Act.of(RequestAction.PROGRESS, id, actor, key), progress(body));
    }

    private static Transition progress(ProgressBody body) {
        var ids = RequestMedia.distinct(body.mediaIds());
        return (request, step) ->
                HandlerMoves.progress(request, body.text(), ids, body.isPublic(), step);
    }

    Mono<ServiceRequest> resume(RequestId id, Actor actor, FactKey key) {
        return acts.perform(Act.of(RequestAction.RESUME, id, actor, key), HandlerMoves::resume);
    }

    Mono<ServiceRequest> reply(RequestId id, ReplyBody body, Actor actor, FactKey key) {
        return media.perform(
                Act.of(RequestAction.REPLY, id, actor, key),
                RequestMedia.distinct(body.mediaIds()),
                reply(body));
    }

    /** Likewise as one of many. */
    Mono<ServiceRequest> replyOfBatch(RequestId id, ReplyBody body, Actor actor, FactKey key) {
        return acts.perform(Act.of(RequestAction.REPLY, id, actor, key), reply(body));
    }

    private static Transition reply(ReplyBody body) {
        var ids = RequestMedia.distinct(body.mediaIds());
        return (request, step) -> HandlerMoves.reply(request, body.text(), ids, step);
    }
}
