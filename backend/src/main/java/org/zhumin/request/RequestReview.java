package org.zhumin.request;

import org.springframework.stereotype.Component;
import org.zhumin.moderation.ModerationQueue;
import org.zhumin.moderation.ReasonCode;
import org.zhumin.platform.owed.EffectHandler;
import org.zhumin.platform.owed.Owed;
import org.zhumin.platform.owed.OwedEffects;
import org.zhumin.platform.owed.Progress;
import org.zhumin.wechat.TextVerdict.Suggestion;

import reactor.core.publisher.Mono;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Stores submissions, and puts those before the moderators that are meant for everybody and whose
 * text nobody has found harmless, and likewise what is added to them. The desk works on them
 * meanwhile, so that nothing urgent waits.
 */
@Component
class RequestReview implements EffectHandler {
    private static final String KIND = "request.review";
    private static final String REASON = "reason";
    private static final String ENTRY = "entry";

    private final Requests requests;
    private final ModerationQueue queue;
    private final OwedEffects effects;

    RequestReview(Requests requests, ModerationQueue queue, OwedEffects effects) {
        this.requests = requests;
        this.queue = queue;
        this.effects = effects;
    }

    /**
     * Stores it, or gives what lies there under its id.
     *
     * @param doubt what a moderator is to look for
     */
    Mono<ServiceRequest> insert(ServiceRequest submitted, ReasonCode doubt) {
        List<Owed> owed = isInDoubt(submitted) ? List.of(debt(submitted, doubt)) : List.<Owed>of();
        return requests.insert(submitted, owed)
                .delayUntil(
                        stored ->
                                isInDoubt(stored)
                                        ? effects.start(requests, stored.id().value(), owed)
                                        : Mono.empty());
    }

    static Owed debt(ServiceRequest submitted, ReasonCode doubt) {
        String operation = submitted.timeline().getFirst().operation();
        return Owed.of(
                operation + ":review", KIND, Map.of(REASON, doubt.name()), submitted.createdAt());
    }

    /** Of what the last action added. */
    static Optional<Owed> debtOfLast(ServiceRequest next) {
        TimelineEntry entry = next.timeline().getLast();
        TextReview review = entry.review();
        return review == null || review.state() != TextReview.State.WAITING
                ? Optional.empty()
                : Optional.of(
                        Owed.of(
                                entry.operation() + ":review",
                                KIND,
                                Map.of(REASON, review.doubt().name(), ENTRY, entry.operation()),
                                entry.at()));
    }

    private static boolean isInDoubt(ServiceRequest request) {
        return request.publication() == Publication.PENDING
                && request.textCheck() != Suggestion.PASS;
    }

    @Override
    public String kind() {
        return KIND;
    }

    /** There is one such case of a request or an entry, however often this is performed. */
    @Override
    public Mono<Progress> perform(Owed owed, String document) {
        var doubt = ReasonCode.valueOf(owed.detail().getOrDefault(REASON, ReasonCode.OTHER.name()));
        String entry = owed.detail().get(ENTRY);
        return requests.find(new RequestId(document))
                .flatMap(
                        request ->
                                entry == null
                                        ? queue.openFirst(
                                                RequestContent.TYPE, request.id().value(), doubt)
                                        : queue.openFirst(EntryContent.TYPE, entry, doubt))
                .thenReturn(Progress.done());
    }
}
