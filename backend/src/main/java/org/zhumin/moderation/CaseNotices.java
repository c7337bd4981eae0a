package org.zhumin.moderation;

import org.springframework.stereotype.Component;
import org.zhumin.kernel.ResidentId;
import org.zhumin.notice.NewNotice;
import org.zhumin.notice.Notices;

import reactor.core.publisher.Mono;

import java.util.List;

/**
 * Tells the owner of content what a person decided about it, and how to appeal. Part of a
 * decision's effect, so it is owed until it is done; however often it is performed, a decision is
 * told once.
 */
@Component
class CaseNotices {
    private final Notices notices;
    private final ModerationProperties properties;

    CaseNotices(Notices notices, ModerationProperties properties) {
        this.notices = notices;
        this.properties = properties;
    }

    Mono<Void> tell(ModerationCase decided) {
        ModerationNotice notice = ModerationNotice.of(decided.state());
        ResidentId owner = decided.owner();
        return notice == null || owner == null
                ? Mono.empty()
                : notices.tell(news(notice, owner, decided));
    }

    private NewNotice news(ModerationNotice notice, ResidentId owner, ModerationCase decided) {
        String id = decided.id().value();
        return new NewNotice(
                owner,
                notice,
                notice.code(),
                id,
                List.of(
                        NewNotice.word(ModerationTexts.CONTENT + decided.target().type()),
                        NewNotice.word(ModerationTexts.REASON + decided.reason()),
                        Integer.toString(properties.appealDays())),
                pageOf(decided.id()));
    }

    /** Where the owner reads the decision and may appeal. */
    static String pageOf(CaseId id) {
        return "pages/me/moderation?id=" + id.value();
    }
}
