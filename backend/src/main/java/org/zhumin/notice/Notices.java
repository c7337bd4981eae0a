package org.zhumin.notice;

import org.springframework.stereotype.Component;
import org.zhumin.identity.ResidentDirectory;
import org.zhumin.kernel.ResidentId;
import org.zhumin.platform.Detached;

import reactor.core.publisher.Mono;

import java.time.Clock;
import java.time.Instant;

/** Through this the doors tell residents something. Meant for effect handlers. */
@Component
public class Notices {
    private final Inbox inbox;
    private final Grants grants;
    private final Templates templates;
    private final Courier courier;
    private final ResidentDirectory residents;
    private final NoticeMeters meters;
    private final Clock clock;

    Notices(
            Inbox inbox,
            Grants grants,
            Templates templates,
            Courier courier,
            ResidentDirectory residents,
            NoticeMeters meters,
            Clock clock) {
        this.inbox = inbox;
        this.grants = grants;
        this.templates = templates;
        this.courier = courier;
        this.residents = residents;
        this.meters = meters;
        this.clock = clock;
    }

    /**
     * Puts it into the inbox and, if the resident has accepted a message of that type's template,
     * sends one: at once, or after the quiet hours, and later if WeChat is away. The same person,
     * reason and reference are told once, however often this is called. Whoever has left is told
     * nothing. Fails only when the database is away; then call again.
     */
    public Mono<Void> tell(NewNotice news) {
        return Detached.run(Mono.defer(() -> begin(news)));
    }

    /** For a badge; counts to {@value Inbox#UNREAD_MAX} at most. */
    public Mono<Long> countUnread(ResidentId resident) {
        return inbox.countUnread(resident);
    }

    private Mono<Void> begin(NewNotice news) {
        Instant now = clock.instant();
        return templates
                .ofType(news.type().code())
                .map(template -> withMessage(news, template, now))
                .orElseGet(() -> Mono.just(Notice.of(news, now, null)))
                .filterWhen(inbox::insert)
                .doOnNext(_ -> meters.told(news.type()))
                .flatMap(this::deliver);
    }

    /** A message that nobody has accepted is not even begun. */
    private Mono<Notice> withMessage(NewNotice news, Template template, Instant now) {
        Instant due = courier.dueFor(news.type().isUrgent(), now);
        return grants.has(news.to(), template)
                .map(
                        granted ->
                                granted
                                        ? Delivery.waiting(template.id(), due, now)
                                        : Delivery.notGranted(template.id(), now))
                .map(delivery -> Notice.of(news, now, delivery));
    }

    /**
     * Asked after the insert, so that of an erasure at the same time either it deletes the notice
     * or this does.
     */
    private Mono<Void> deliver(Notice notice) {
        return residents
                .findVerification(notice.resident())
                .hasElement()
                .flatMap(known -> known ? courier.deliver(notice) : inbox.delete(notice.id()));
    }
}
