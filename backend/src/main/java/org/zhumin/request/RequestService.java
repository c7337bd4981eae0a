package org.zhumin.request;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.zhumin.area.AreaTree;
import org.zhumin.identity.Actor;
import org.zhumin.kernel.AreaCode;
import org.zhumin.kernel.Slice;
import org.zhumin.platform.Detached;
import org.zhumin.platform.web.FactKey;
import org.zhumin.platform.web.PageRequest;
import org.zhumin.request.RequestAction.Party;
import org.zhumin.request.Requests.PublicFilter;
import org.zhumin.request.TextGate.Verdict;

import reactor.core.publisher.Mono;

import java.time.Clock;
import java.time.LocalDate;

/** Submits and reads requests. */
@Component
class RequestService {
    private final Requests requests;
    private final RequestNumbers numbers;
    private final SubmissionRules rules;
    private final TextGate texts;
    private final RequestMedia media;
    private final RequestReview review;
    private final SupportService supports;
    private final AreaTree areas;
    private final RequestMeters meters;
    private final Clocks clocks;
    private final Clock clock;

    RequestService(
            Requests requests,
            RequestNumbers numbers,
            SubmissionRules rules,
            TextGate texts,
            RequestMedia media,
            RequestReview review,
            SupportService supports,
            AreaTree areas,
            RequestMeters meters,
            Clocks clocks,
            Clock clock) {
        this.requests = requests;
        this.numbers = numbers;
        this.rules = rules;
        this.texts = texts;
        this.media = media;
        this.review = review;
        this.supports = supports;
        this.areas = areas;
        this.meters = meters;
        this.clocks = clocks;
        this.clock = clock;
    }

    /**
     * Takes a request in. A text that WeChat calls risky is refused; one that it could not check is
     * taken, since an urgent request must not wait, and shown to nobody before triage has read it.
     */
    Mono<ServiceRequest> submit(SubmitBody body, Actor actor, FactKey key) {
        Draft draft = rules.draftOf(body, actor);
        return texts.check(actor.id(), draft.title(), draft.content())
                .flatMap(verdict -> Detached.run(store(draft, verdict, actor, key)))
                .doOnNext(request -> key.requireSameBody(request.bodyHash()))
                .doOnNext(_ -> meters.submitted());
    }

    /** What would be submitted. Nothing is stored and WeChat is not asked. */
    Draft draft(SubmitBody body, Actor actor) {
        return rules.draftOf(body, actor);
    }

    private Mono<ServiceRequest> store(Draft draft, Verdict verdict, Actor actor, FactKey key) {
        var step = new Step(clock.instant(), actor.id(), Party.OWNER, key, clocks);
        Mono<ServiceRequest> insert =
                numbers.next(LocalDate.ofInstant(step.at(), clock.getZone()))
                        .map(
                                number ->
                                        ServiceRequest.submit(
                                                draft,
                                                number,
                                                verdict.suggestion(),
                                                actor.id(),
                                                step))
                        .flatMap(fresh -> review.insert(fresh, verdict.doubt()));
        return media.submit(draft, actor.id(), new RequestId(key.id()), insert);
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

    /** Fails with {@link RequestProblem#NOT_FOUND} for those who may not read it. */
    Mono<ServiceRequest> readPublic(RequestId id) {
        return requests.get(id)
                .filter(request -> request.publication() == Publication.PUBLIC)
                .switchIfEmpty(Mono.error(RequestProblem.NOT_FOUND::refusal));
    }

    /** The same for who is signed in, and as whom it may be read. */
    Mono<Reading> read(RequestId id, Actor reader) {
        return requests.get(id)
                .flatMap(request -> readingOf(request, reader))
                .switchIfEmpty(Mono.error(RequestProblem.NOT_FOUND::refusal));
    }

    /** Empty for those who may not read it. */
    Mono<Reading> readingOf(ServiceRequest request, Actor reader) {
        if (request.isOwnedBy(reader.id())) {
            return Mono.just(new Reading(request, Reader.OWNER));
        }
        if (DeskRules.maySee(request, reader)) {
            return Mono.just(new Reading(request, Reader.STAFF));
        }
        if (request.publication() == Publication.PUBLIC) {
            return Mono.just(new Reading(request, Reader.ANYBODY));
        }
        return supports.isCosigner(request.id(), reader.id())
                .filter(Boolean::booleanValue)
                .map(_ -> new Reading(request, Reader.COSIGNER));
    }

    /** A request and as whom it is read. */
    record Reading(ServiceRequest request, Reader reader) {}

    /** As whom somebody reads. */
    enum Reader {
        OWNER,
        STAFF,
        /** Supports one that is not public, since a duplicate was merged into it. */
        COSIGNER,
        ANYBODY
    }
}
