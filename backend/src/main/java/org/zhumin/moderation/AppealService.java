package org.zhumin.moderation;

import org.springframework.stereotype.Component;
import org.zhumin.identity.Actor;
import org.zhumin.kernel.Slice;
import org.zhumin.moderation.CaseStep.Act;
import org.zhumin.platform.Detached;
import org.zhumin.platform.web.FactKey;
import org.zhumin.platform.web.HotReads;
import org.zhumin.platform.web.PageRequest;

import reactor.core.publisher.Mono;

import java.time.Clock;

/** What the owner of content does about decisions on it. */
@Component
class AppealService {
    private final ModerationCases cases;
    private final ModeratedContents contents;
    private final ModerationProperties properties;
    private final HotReads hotReads;
    private final Clock clock;

    AppealService(
            ModerationCases cases,
            ModeratedContents contents,
            ModerationProperties properties,
            HotReads hotReads,
            Clock clock) {
        this.cases = cases;
        this.contents = contents;
        this.properties = properties;
        this.hotReads = hotReads;
        this.clock = clock;
    }

    Mono<Slice<ModerationCase>> listMine(Actor actor, PageRequest page) {
        return cases.listDecidedOf(actor.id(), page.limit(), page.after());
    }

    /** Once, and only by the owner; for others the case is not there. */
    Mono<ModerationCase> appeal(CaseId id, String text, Actor actor, FactKey key) {
        return cases.get(id)
                .filter(found -> found.isOwnedBy(actor.id()))
                .switchIfEmpty(Mono.error(ModerationProblem.NOT_FOUND::refusal))
                .flatMap(
                        found ->
                                found.wasDoneBefore(key)
                                        ? Mono.just(found)
                                        : store(found, text, actor, key));
    }

    private Mono<ModerationCase> store(
            ModerationCase found, String text, Actor actor, FactKey key) {
        var act = new Act(clock.instant(), actor.id(), key);
        ModerationCase next = found.appeal(text, properties.appealTime(), act);
        return Detached.run(
                contents.appealed(next.target())
                        .then(Mono.defer(() -> cases.save(next)))
                        .flatMap(done -> hotReads.changed(ModerationLog.TOPIC).thenReturn(done)));
    }
}
