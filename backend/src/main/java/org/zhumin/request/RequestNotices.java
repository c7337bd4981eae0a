package org.zhumin.request;

import org.springframework.stereotype.Component;
import org.zhumin.notice.NewNotice;
import org.zhumin.notice.Notices;
import org.zhumin.platform.owed.EffectHandler;
import org.zhumin.platform.owed.Owed;
import org.zhumin.platform.owed.Progress;
import org.zhumin.request.NoticeRecipients.Portion;
import org.zhumin.request.NoticeRecipients.Recipient;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.util.ArrayList;
import java.util.List;

/**
 * Tells people of what happened to a request, a portion at a time. A person hears of one action
 * once, in whatever part; who did it is not told. What is told is the number, the title as
 * everybody reads it, and what the sentence of the timeline names: nothing else that anybody wrote.
 */
@Component
class RequestNotices implements EffectHandler {
    /** At once, of one portion. */
    private static final int CONCURRENCY = 8;

    private final Requests requests;
    private final NoticeRecipients recipients;
    private final Notices notices;

    RequestNotices(Requests requests, NoticeRecipients recipients, Notices notices) {
        this.requests = requests;
        this.recipients = recipients;
        this.notices = notices;
    }

    @Override
    public String kind() {
        return NoticeDebt.KIND;
    }

    @Override
    public Mono<Progress> perform(Owed owed, String document) {
        return requests.find(new RequestId(document))
                .flatMap(
                        request ->
                                Mono.justOrEmpty(request.findStep(NoticeDebt.operationOf(owed)))
                                        .flatMap(entry -> tell(owed, request, entry)));
    }

    private Mono<Progress> tell(Owed owed, ServiceRequest request, TimelineEntry entry) {
        NoticeDebt debt = NoticeDebt.of(owed);
        return recipients
                .portion(debt, request, entry, owed.cursor())
                .flatMap(portion -> tell(debt, request, entry, portion));
    }

    private Mono<Progress> tell(
            NoticeDebt debt, ServiceRequest request, TimelineEntry entry, Portion portion) {
        return Flux.fromIterable(portion.recipients())
                .filter(recipient -> !recipient.id().equals(entry.actor()))
                .flatMap(
                        recipient -> notices.tell(news(debt, request, entry, recipient)),
                        CONCURRENCY)
                .then(Mono.fromSupplier(portion::progress));
    }

    /** Named by the operation, which has one entry in one request, and by why. */
    private static NewNotice news(
            NoticeDebt debt, ServiceRequest request, TimelineEntry entry, Recipient recipient) {
        RequestNotice told = debt.notice();
        return new NewNotice(
                recipient.id(),
                recipient.cosigns() ? told.forCosigner() : told,
                told.code(),
                request.id().value() + ":" + entry.operation(),
                params(request, entry, recipient),
                pageOf(request.id()));
    }

    private static List<String> params(
            ServiceRequest request, TimelineEntry entry, Recipient recipient) {
        var params = new ArrayList<String>();
        params.add(request.number());
        params.add(titleFor(request, recipient));
        if (entry.about() != null) {
            params.add(PublicText.mask(entry.about()));
        }
        return params;
    }

    /** A co-signer of what is not public knows it by its number alone. */
    private static String titleFor(ServiceRequest request, Recipient recipient) {
        boolean hidden = recipient.cosigns() && request.publication() != Publication.PUBLIC;
        return hidden || request.title().isEmpty()
                ? request.number()
                : PublicText.mask(request.title());
    }

    private static String pageOf(RequestId id) {
        return "pages/request/detail?id=" + id.value();
    }
}
