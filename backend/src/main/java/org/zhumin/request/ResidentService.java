package org.zhumin.request;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.zhumin.identity.Actor;
import org.zhumin.platform.problem.PlatformProblem;
import org.zhumin.platform.web.FactKey;
import org.zhumin.request.RequestActs.Act;
import org.zhumin.request.RequestActs.Transition;
import org.zhumin.request.ResidentBodies.AppealBody;
import org.zhumin.request.ResidentBodies.ConfirmBody;
import org.zhumin.request.ResidentBodies.ReopenBody;
import org.zhumin.request.ResidentBodies.SupplementBody;
import org.zhumin.request.ResidentBodies.WithdrawBody;

import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/** What the owner and the co-signers do with a request. */
@Component
class ResidentService {
    /** Many co-signers may rate at the same moment; each looks again this often. */
    private static final int RATING_TRIES = 20;

    private final RequestActs acts;
    private final Requests requests;
    private final TextGate texts;
    private final RequestMedia media;

    ResidentService(RequestActs acts, Requests requests, TextGate texts, RequestMedia media) {
        this.acts = acts;
        this.requests = requests;
        this.texts = texts;
        this.media = media;
    }

    Mono<ServiceRequest> withdraw(RequestId id, WithdrawBody body, Actor actor, FactKey key) {
        return checked(
                Act.of(RequestAction.WITHDRAW, id, actor, key),
                body.text(),
                (request, step) -> ResidentMoves.withdraw(request, body.text(), step));
    }

    Mono<ServiceRequest> appeal(RequestId id, AppealBody body, Actor actor, FactKey key) {
        return texts.check(actor.id(), null, body.text())
                .flatMap(
                        verdict ->
                                acts.perform(
                                        Act.of(RequestAction.APPEAL, id, actor, key),
                                        (request, step) ->
                                                ResidentMoves.appeal(
                                                        request,
                                                        body.text(),
                                                        verdict.reviewFor(request),
                                                        step)));
    }

    Mono<ServiceRequest> supplement(RequestId id, SupplementBody body, Actor actor, FactKey key) {
        var act = Act.of(RequestAction.SUPPLEMENT, id, actor, key);
        var ids = RequestMedia.distinct(body.mediaIds());
        return texts.check(actor.id(), null, body.text())
                .flatMap(
                        verdict ->
                                media.perform(
                                        act,
                                        ids,
                                        (request, step) ->
                                                ResidentMoves.supplement(
                                                        request,
                                                        body.text(),
                                                        ids,
                                                        verdict.reviewFor(request),
                                                        step)));
    }

    Mono<ServiceRequest> reopen(RequestId id, ReopenBody body, Actor actor, FactKey key) {
        return checked(
                Act.of(RequestAction.REOPEN, id, actor, key),
                body.reason(),
                (request, step) -> ResidentMoves.reopen(request, body.reason(), step));
    }

    /** The owner's word decides; a co-signer's is a rating. */
    Mono<ServiceRequest> confirm(RequestId id, ConfirmBody body, Actor actor, FactKey key) {
        return requests.get(id)
                .flatMap(
                        request ->
                                request.isOwnedBy(actor.id())
                                        ? decide(id, body, actor, key)
                                        : rate(id, body, actor, key));
    }

    private Mono<ServiceRequest> decide(RequestId id, ConfirmBody body, Actor actor, FactKey key) {
        return checked(
                Act.of(RequestAction.CONFIRM, id, actor, key),
                body.comment(),
                (request, step) ->
                        ResidentMoves.confirm(
                                request,
                                body.outcome(),
                                body.satisfaction(),
                                body.comment(),
                                step));
    }

    private Mono<ServiceRequest> rate(RequestId id, ConfirmBody body, Actor actor, FactKey key) {
        return checked(
                        Act.of(RequestAction.RATE, id, actor, key),
                        body.comment(),
                        (request, step) ->
                                ResidentMoves.rate(
                                        request,
                                        body.outcome(),
                                        body.satisfaction(),
                                        body.comment(),
                                        step))
                .retryWhen(Retry.max(RATING_TRIES).filter(PlatformProblem.STALE::isOf));
    }

    private Mono<ServiceRequest> checked(Act act, @Nullable String text, Transition transition) {
        Mono<ServiceRequest> done = acts.perform(act, transition);
        return text == null ? done : texts.check(act.actor().id(), null, text).then(done);
    }
}
