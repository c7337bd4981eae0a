package org.zhumin.request;

import org.springframework.stereotype.Component;
import org.zhumin.identity.Actor;
import org.zhumin.identity.ResidentDirectory;
import org.zhumin.identity.Role;
import org.zhumin.identity.Verification;
import org.zhumin.kernel.Ids;
import org.zhumin.kernel.OrganizationId;
import org.zhumin.kernel.Slice;
import org.zhumin.organization.OrganizationDirectory;
import org.zhumin.platform.Detached;
import org.zhumin.platform.audit.AuditLog;
import org.zhumin.platform.web.FactKey;
import org.zhumin.platform.web.HotReads;
import org.zhumin.platform.web.PageRequest;
import org.zhumin.request.DeskBodies.AcceptBody;
import org.zhumin.request.DeskBodies.DispatchBody;
import org.zhumin.request.DeskBodies.ReplyBody;

import reactor.core.publisher.Mono;

import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;

/** What staff do with requests. Every act is in the audit log before it is done. */
@Component
class DeskService {
    private final Requests requests;
    private final Categories categories;
    private final OrganizationDirectory organizations;
    private final ResidentDirectory residents;
    private final AuditLog audit;
    private final HotReads hotReads;
    private final RequestMeters meters;
    private final Clock clock;

    DeskService(
            Requests requests,
            Categories categories,
            OrganizationDirectory organizations,
            ResidentDirectory residents,
            AuditLog audit,
            HotReads hotReads,
            RequestMeters meters,
            Clock clock) {
        this.requests = requests;
        this.categories = categories;
        this.organizations = organizations;
        this.residents = residents;
        this.audit = audit;
        this.hotReads = hotReads;
        this.meters = meters;
        this.clock = clock;
    }

    /** TRIAGE: what waits in my areas. MINE: what my organisations have to answer. */
    Mono<Slice<ServiceRequest>> list(DeskQueue queue, Actor actor, PageRequest page) {
        return switch (queue) {
            case TRIAGE ->
                    requests.listForTriage(
                            of(actor::areasOf, Role.COUNCIL, Role.SUPERVISOR),
                            page.limit(),
                            page.after());
            case MINE ->
                    requests.listForHandlers(
                            of(actor::organizationsOf, Role.HANDLER, Role.COUNCIL),
                            page.limit(),
                            page.after());
        };
    }

    private static <T> List<T> of(Function<Role, List<T>> granted, Role... roles) {
        return Stream.of(roles).flatMap(role -> granted.apply(role).stream()).distinct().toList();
    }

    Mono<ServiceRequest> read(RequestId id, Actor actor) {
        return requests.get(id)
                .filter(request -> DeskRules.maySee(request, actor))
                .switchIfEmpty(Mono.error(RequestProblem.NOT_FOUND::refusal));
    }

    Mono<ServiceRequest> accept(RequestId id, AcceptBody body, Actor actor, FactKey key) {
        if (body.categoryCode() != null) {
            categories.get(body.categoryCode());
        }
        return requests.get(id)
                .flatMap(this::mayAppear)
                .flatMap(
                        may ->
                                act(
                                        new Act(RequestAction.ACCEPT, id, actor, key),
                                        (request, step) ->
                                                request.accept(
                                                        body.categoryCode(),
                                                        body.title(),
                                                        may,
                                                        step)));
    }

    /** Nothing is published for an owner who cannot be reached. */
    private Mono<Boolean> mayAppear(ServiceRequest request) {
        return Mono.justOrEmpty(request.owner())
                .flatMap(residents::findVerification)
                .map(verification -> verification.reaches(Verification.PHONE))
                .defaultIfEmpty(false);
    }

    Mono<ServiceRequest> dispatch(RequestId id, DispatchBody body, Actor actor, FactKey key) {
        var act = new Act(RequestAction.DISPATCH, id, actor, key);
        return findHandler(body.organizationId())
                .flatMap(
                        handler ->
                                act(
                                        act,
                                        (request, step) ->
                                                request.dispatch(handler, body.note(), step)));
    }

    private Mono<Handler> findHandler(String organization) {
        return Mono.just(organization)
                .filter(Ids::isValid)
                .flatMap(id -> organizations.find(new OrganizationId(id)))
                .map(found -> new Handler(found.id(), found.name()))
                .switchIfEmpty(Mono.error(RequestProblem.HANDLER_UNKNOWN::refusal));
    }

    Mono<ServiceRequest> sign(RequestId id, Actor actor, FactKey key) {
        return act(new Act(RequestAction.SIGN, id, actor, key), ServiceRequest::sign);
    }

    Mono<ServiceRequest> reply(RequestId id, ReplyBody body, Actor actor, FactKey key) {
        SubmissionRules.refuseMedia(body.mediaIds());
        return act(
                new Act(RequestAction.REPLY, id, actor, key),
                (request, step) -> request.reply(body.text(), step));
    }

    private Mono<ServiceRequest> act(
            Act act, BiFunction<ServiceRequest, Step, ServiceRequest> transition) {
        return requests.get(act.id())
                .doOnNext(request -> DeskRules.requireParty(act.action(), request, act.actor()))
                .flatMap(
                        request ->
                                RepeatedCall.orElse(
                                        request,
                                        act.key(),
                                        () -> store(act, transition.apply(request, stepOf(act)))));
    }

    private Step stepOf(Act act) {
        return new Step(clock.instant(), act.actor().id(), act.key());
    }

    private Mono<ServiceRequest> store(Act act, ServiceRequest next) {
        String name = "request." + act.action().name().toLowerCase(Locale.ROOT);
        return Detached.run(
                audit.record(act.actor().id(), name, act.id().value())
                        .then(requests.save(next))
                        .doOnNext(_ -> meters.done(act.action()))
                        .flatMap(
                                saved ->
                                        hotReads.changed(RequestTopics.of(saved))
                                                .thenReturn(saved)));
    }

    private record Act(RequestAction action, RequestId id, Actor actor, FactKey key) {}
}
