package org.zhumin.notice;

import org.springframework.stereotype.Service;
import org.zhumin.identity.Actor;
import org.zhumin.kernel.FieldProblem;
import org.zhumin.kernel.Slice;
import org.zhumin.platform.web.FactKey;
import org.zhumin.platform.web.PageRequest;

import reactor.core.publisher.Mono;

import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a resident does with notices. */
@Service
class NoticeService {
    private static final int SHOWN_MAX = 64;

    private final Inbox inbox;
    private final Grants grants;
    private final Templates templates;
    private final NoticeTexts texts;
    private final Clock clock;

    NoticeService(Inbox inbox, Grants grants, Templates templates, NoticeTexts texts, Clock clock) {
        this.inbox = inbox;
        this.grants = grants;
        this.templates = templates;
        this.texts = texts;
        this.clock = clock;
    }

    Mono<Slice<NoticeView>> list(Actor actor, PageRequest page, Locale locale) {
        return inbox.list(actor.id(), page.limit(), page.after())
                .map(slice -> slice.map(notice -> view(notice, locale)));
    }

    NoticeView view(Notice notice, Locale locale) {
        List<String> params = notice.params();
        return new NoticeView(
                notice.id(),
                notice.at(),
                notice.type(),
                texts.title(notice.type(), params, locale),
                texts.text(notice.type(), params, locale),
                notice.page(),
                notice.read());
    }

    /** Fails with {@link NoticeProblem#READ_WHAT} unless the body says exactly one thing. */
    Mono<Void> markRead(Actor actor, NoticeReadBody body) {
        if (body.ids() != null && body.upTo() == null) {
            return inbox.markRead(actor.id(), body.ids());
        }
        if (body.upTo() != null && body.ids() == null) {
            return markReadUpTo(actor, body.upTo());
        }
        return Mono.error(NoticeProblem.READ_WHAT.refusal());
    }

    /** No notice is of a time that the store could not keep. */
    private Mono<Void> markReadUpTo(Actor actor, Instant time) {
        Instant now = clock.instant();
        return time.isBefore(Instant.EPOCH)
                ? Mono.empty()
                : inbox.markReadUpTo(actor.id(), time.isAfter(now) ? now : time);
    }

    /** Fails with {@link NoticeProblem#TEMPLATE_UNKNOWN}. */
    Mono<Void> grant(Actor actor, Map<String, GrantAnswer> answers, FactKey key) {
        var known = new LinkedHashMap<Template, GrantAnswer>();
        answers.forEach((id, answer) -> known.put(get(id), answer));
        return grants.add(actor.id(), known, key);
    }

    private Template get(String id) {
        return templates.find(id).orElseThrow(() -> unknown(id));
    }

    private static RuntimeException unknown(String id) {
        String shown = id.length() <= SHOWN_MAX ? id : id.substring(0, SHOWN_MAX) + "…";
        return NoticeProblem.TEMPLATE_UNKNOWN
                .problem()
                .withErrors(List.of(FieldProblem.of(shown, "field.unknown")))
                .refusal();
    }
}
