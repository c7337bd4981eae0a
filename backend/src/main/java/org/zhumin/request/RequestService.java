package org.zhumin.request;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.zhumin.area.AreaTree;
import org.zhumin.identity.Actor;
import org.zhumin.identity.ResidentDirectory;
import org.zhumin.kernel.AreaCode;
import org.zhumin.kernel.Slice;
import org.zhumin.platform.Detached;
import org.zhumin.platform.problem.PlatformProblem;
import org.zhumin.platform.web.FactKey;
import org.zhumin.platform.web.HotReads;
import org.zhumin.platform.web.PageRequest;
import org.zhumin.request.Requests.PublicFilter;
import org.zhumin.wechat.TextCheck;
import org.zhumin.wechat.TextScene;
import org.zhumin.wechat.TextVerdict.Suggestion;
import org.zhumin.wechat.WeChat;

import reactor.core.publisher.Mono;

import java.time.Clock;
import java.time.LocalDate;

/** What a resident does with requests: submit, read, confirm. */
@Component
class RequestService {
    private final Requests requests;
    private final RequestNumbers numbers;
    private final SubmissionRules rules;
    private final ResidentDirectory residents;
    private final WeChat wechat;
    private final AreaTree areas;
    private final HotReads hotReads;
    private final RequestMeters meters;
    private final Clock clock;

    RequestService(
            Requests requests,
            RequestNumbers numbers,
            SubmissionRules rules,
            ResidentDirectory residents,
            WeChat wechat,
            AreaTree areas,
            HotReads hotReads,
            RequestMeters meters,
            Clock clock) {
        this.requests = requests;
        this.numbers = numbers;
        this.rules = rules;
        this.residents = residents;
        this.wechat = wechat;
        this.areas = areas;
        this.hotReads = hotReads;
        this.meters = meters;
        this.clock = clock;
    }

    /**
     * Takes a request in. A text that WeChat calls risky is refused; one that it could not check is
     * taken, since an urgent request must not wait, and shown to nobody before triage has read it.
     */
    Mono<ServiceRequest> submit(SubmitBody body, Actor actor, FactKey key) {
        Draft draft = rules.draftOf(body, actor);
        return check(draft, actor)
                .flatMap(verdict -> Detached.run(store(draft, verdict, actor, key)))
                .doOnNext(request -> key.requireSameBody(request.bodyHash()))
                .doOnNext(_ -> meters.submitted());
    }

    private Mono<Suggestion> check(Draft draft, Actor actor) {
        return residents
                .findOpenid(actor.id())
                .switchIfEmpty(Mono.error(PlatformProblem.TOKEN_REJECTED::refusal))
                .map(openid -> textOf(draft, openid))
                .flatMap(wechat::checkText)
                .map(verdict -> refuseRisky(verdict.suggestion()));
    }

    private static TextCheck textOf(Draft draft, String openid) {
        return new TextCheck(openid, TextScene.FORUM, draft.title(), null, draft.content());
    }

    private static Suggestion refuseRisky(Suggestion suggestion) {
        if (suggestion == Suggestion.RISKY) {
            throw RequestProblem.CONTENT_REFUSED.refusal();
        }
        return suggestion;
    }

    private Mono<ServiceRequest> store(Draft draft, Suggestion verdict, Actor actor, FactKey key) {
        var step = new Step(clock.instant(), actor.id(), key);
        return numbers.next(LocalDate.ofInstant(step.at(), clock.getZone()))
                .map(number -> ServiceRequest.submit(draft, number, verdict, step))
                .flatMap(requests::insert);
    }

    Mono<Slice<ServiceRequest>> listPublic(
            @Nullable String area,
            @Nullable String category,
            @Nullable RequestState status,
            PageRequest page) {
        AreaCode within = area == null ? areas.city().code() : areas.get(area).code();
        return requests.listPublic(
                new PublicFilter(within, category, status), page.limit(), page.after());
    }

    Mono<Slice<ServiceRequest>> listMine(Actor actor, PageRequest page) {
        return requests.listOwnedBy(actor.id(), page.limit(), page.after());
    }

    /** Fails with {@link RequestProblem#NOT_FOUND} for those who may not read it. */
    Mono<ServiceRequest> read(RequestId id, @Nullable Actor reader) {
        return requests.get(id)
                .filter(request -> mayRead(request, reader))
                .switchIfEmpty(Mono.error(RequestProblem.NOT_FOUND::refusal));
    }

    private static boolean mayRead(ServiceRequest request, @Nullable Actor reader) {
        return request.publication() == Publication.PUBLIC
                || (reader != null
                        && (request.isOwnedBy(reader.id()) || DeskRules.maySee(request, reader)));
    }

    /** The owner's word on the reply: closes the request, or sends it back. */
    Mono<ServiceRequest> confirm(RequestId id, ConfirmBody body, Actor actor, FactKey key) {
        var step = new Step(clock.instant(), actor.id(), key);
        return requests.get(id)
                .doOnNext(r -> DeskRules.requireParty(RequestAction.CONFIRM, r, actor))
                .flatMap(
                        request ->
                                RepeatedCall.orElse(
                                        request, key, () -> confirmAndSave(request, body, step)));
    }

    private Mono<ServiceRequest> confirmAndSave(
            ServiceRequest request, ConfirmBody body, Step step) {
        var next = request.confirm(body.outcome(), body.satisfaction(), body.comment(), step);
        return Detached.run(requests.save(next).flatMap(this::tell));
    }

    private Mono<ServiceRequest> tell(ServiceRequest changed) {
        meters.done(RequestAction.CONFIRM);
        return hotReads.changed(RequestTopics.of(changed)).thenReturn(changed);
    }
}
