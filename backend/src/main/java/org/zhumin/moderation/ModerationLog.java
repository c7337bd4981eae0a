package org.zhumin.moderation;

import org.springframework.stereotype.Component;
import org.zhumin.kernel.Slice;
import org.zhumin.platform.web.PageRequest;

import reactor.core.publisher.Mono;

/**
 * Every decision, for everybody to read: what kind of content, when, why, and how an appeal ended.
 */
@Component
class ModerationLog {
    /** What the cached pages depend on. */
    static final String TOPIC = "moderation-log";

    private final ModerationCases cases;

    ModerationLog(ModerationCases cases) {
        this.cases = cases;
    }

    Mono<Slice<ModerationCase>> list(PageRequest page) {
        return cases.listDecided(page.limit(), page.after());
    }
}
