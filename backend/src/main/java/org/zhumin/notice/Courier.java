package org.zhumin.notice;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.zhumin.identity.ResidentDirectory;
import org.zhumin.wechat.SendResult;
import org.zhumin.wechat.SubscribeMessage;
import org.zhumin.wechat.WeChat;

import reactor.core.publisher.Mono;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Brings one notice's message to WeChat: marks it, takes an acceptance, sends, notes the outcome. A
 * process that dies after the mark leaves a message of which nobody knows whether it arrived; it is
 * not sent again.
 */
@Component
class Courier {
    private static final Logger LOG = LoggerFactory.getLogger(Courier.class);

    private final Inbox inbox;
    private final Grants grants;
    private final Templates templates;
    private final NoticeTexts texts;
    private final ResidentDirectory residents;
    private final WeChat weChat;
    private final NoticeMeters meters;
    private final Clock clock;
    private final QuietHours quiet;

    Courier(
            Inbox inbox,
            Grants grants,
            Templates templates,
            NoticeTexts texts,
            ResidentDirectory residents,
            WeChat weChat,
            NoticeMeters meters,
            Clock clock,
            NoticeSettings settings) {
        this.inbox = inbox;
        this.grants = grants;
        this.templates = templates;
        this.texts = texts;
        this.residents = residents;
        this.weChat = weChat;
        this.meters = meters;
        this.clock = clock;
        quiet = settings.quietHours(clock.getZone());
    }

    /** When a message that could go now will go. */
    Instant dueFor(boolean urgent, Instant now) {
        return urgent ? now : quiet.orEnd(now);
    }

    /** Does what is due; nothing if another does it, or if nothing is due. */
    Mono<Void> deliver(Notice notice) {
        Delivery delivery = notice.delivery();
        Instant now = clock.instant();
        if (delivery == null || !delivery.isDue(now)) {
            return Mono.empty();
        }
        if (delivery.state() == Delivery.State.SENDING) {
            return end(notice, Delivery.State.UNKNOWN);
        }
        return inbox.move(notice, delivery.sending(now)).flatMap(this::send);
    }

    private Mono<Void> send(Notice marked) {
        Delivery delivery = Objects.requireNonNull(marked.delivery());
        Optional<Template> template = templates.find(delivery.templateId());
        if (template.isEmpty()) {
            return end(marked, Delivery.State.GIVEN_UP);
        }
        Mono<Boolean> granted =
                delivery.granted()
                        ? Mono.just(true)
                        : grants.take(marked.resident(), template.get());
        return granted.flatMap(
                has ->
                        has
                                ? sendGranted(marked, template.get())
                                : end(marked, Delivery.State.NOT_GRANTED));
    }

    private Mono<Void> sendGranted(Notice marked, Template template) {
        Optional<Map<String, String>> data = template.fill(contentOf(marked));
        if (data.isEmpty()) {
            LOG.error("A notice {} left a field of {} empty", marked.type(), template.id());
            return grants.giveBack(marked.resident(), template)
                    .then(Mono.defer(() -> end(marked, Delivery.State.REFUSED)));
        }
        return residents
                .findOpenid(marked.resident())
                .singleOptional()
                .flatMap(
                        openid ->
                                openid.isEmpty()
                                        ? inbox.delete(marked.id())
                                        : sendTo(openid.get(), marked, template, data.get()));
    }

    private Mono<Void> sendTo(
            String openid, Notice marked, Template template, Map<String, String> data) {
        var message = new SubscribeMessage(openid, template.id(), marked.page(), data);
        return weChat.sendSubscribeMessage(message)
                .flatMap(result -> note(marked, template, result));
    }

    private Template.Content contentOf(Notice notice) {
        List<String> params = notice.params();
        Locale chinese = Locale.SIMPLIFIED_CHINESE;
        return new Template.Content(
                texts.words(params, chinese),
                texts.title(notice.type(), params, chinese),
                texts.text(notice.type(), params, chinese),
                notice.at(),
                clock.getZone());
    }

    private Mono<Void> note(Notice marked, Template template, SendResult result) {
        meters.answered(result);
        Instant now = clock.instant();
        Delivery next =
                Objects.requireNonNull(marked.delivery()).answered(result, marked.at(), now);
        Delivery loud = marked.urgent() ? next : afterQuiet(next);
        return settleGrant(marked, template, result, loud)
                .then(Mono.defer(() -> inbox.move(marked, loud).then()));
    }

    private Delivery afterQuiet(Delivery delivery) {
        Instant due = delivery.due();
        return due == null ? delivery : delivery.notBefore(quiet.orEnd(due));
    }

    private Mono<Void> settleGrant(
            Notice marked, Template template, SendResult result, Delivery next) {
        if (result.outcome() == SendResult.Outcome.NOT_SUBSCRIBED) {
            return grants.clear(marked.resident(), template);
        }
        if (result.outcome() == SendResult.Outcome.BAD_MESSAGE) {
            LOG.error(
                    "WeChat refuses template {} for {} with errcode {}; look at notices.yaml",
                    template.id(),
                    marked.type(),
                    result.errcode());
            return grants.giveBack(marked.resident(), template);
        }
        return next.state() == Delivery.State.GIVEN_UP
                ? grants.giveBack(marked.resident(), template)
                : Mono.empty();
    }

    private Mono<Void> end(Notice notice, Delivery.State state) {
        meters.ended(state);
        Delivery delivery = Objects.requireNonNull(notice.delivery());
        return inbox.move(notice, delivery.ended(state, clock.instant())).then();
    }
}
