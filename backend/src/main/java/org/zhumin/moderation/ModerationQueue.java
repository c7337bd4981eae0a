package org.zhumin.moderation;

import org.springframework.stereotype.Component;
import org.zhumin.area.AreaTree;
import org.zhumin.kernel.AreaCode;
import org.zhumin.moderation.ModeratedContent.Content;
import org.zhumin.moderation.ModerationCase.Opener;
import org.zhumin.platform.Detached;

import reactor.core.publisher.Mono;

import java.time.Clock;
import java.util.List;

/**
 * Puts content before a person. One thing has one case at a time, however often it is put there.
 */
@Component
public class ModerationQueue {
    private final ModeratedContents contents;
    private final ModerationCases cases;
    private final CaseEffects effects;
    private final AreaTree areas;
    private final Clock clock;

    ModerationQueue(
            ModeratedContents contents,
            ModerationCases cases,
            CaseEffects effects,
            AreaTree areas,
            Clock clock) {
        this.contents = contents;
        this.cases = cases;
        this.effects = effects;
        this.areas = areas;
        this.clock = clock;
    }

    /**
     * Asks for a person's look, for a feature that holds something back. To be called once the
     * content is stored; bears repetition. Fails with {@link ModerationProblem#TARGET_NOT_FOUND} if
     * the feature does not find it.
     *
     * @param targetType as the feature's {@link ModeratedContent#type()}
     */
    public Mono<Void> open(String targetType, String targetId, ReasonCode reason) {
        Target target = Target.of(targetType, targetId);
        return Detached.run(
                contents.get(target)
                        .flatMap(content -> join(target, content, Opener.SYSTEM, reason))
                        .then());
    }

    /** The same, once for ever: where there has been a case about it, there is no other. */
    public Mono<Void> openFirst(String targetType, String targetId, ReasonCode reason) {
        return cases.findLatest(Target.of(targetType, targetId))
                .hasElement()
                .flatMap(known -> known ? Mono.empty() : open(targetType, targetId, reason));
    }

    /**
     * Notes that a check has refused it already, so that its owner may appeal. Where there has been
     * a case about it, a person has the word, and nothing is noted. Gives the latest case.
     */
    Mono<ModerationCase> noteRefused(String targetType, String targetId, ReasonCode reason) {
        Target target = Target.of(targetType, targetId);
        return cases.findLatest(target)
                .switchIfEmpty(
                        Mono.defer(() -> contents.get(target))
                                .map(content -> first(target, content, Opener.SYSTEM, reason))
                                .map(opened -> opened.refused(clock.instant()))
                                .flatMap(cases::insert));
    }

    /** The case about this content that is not over, opened now if there is none. */
    Mono<ModerationCase> join(Target target, Content content, Opener opener, ReasonCode reason) {
        return cases.findLatest(target)
                .flatMap(
                        latest ->
                                latest.state().isOver()
                                        ? openAfter(latest, content, opener, reason)
                                        : Mono.just(latest))
                .switchIfEmpty(
                        Mono.defer(() -> cases.insert(first(target, content, opener, reason))));
    }

    /** What the last case owes comes first, or it would undo what the new one decides. */
    private Mono<ModerationCase> openAfter(
            ModerationCase over, Content content, Opener opener, ReasonCode reason) {
        var next = opened(over.target(), over.round() + 1, content, opener, reason);
        return effects.perform(over).then(cases.insert(next));
    }

    private ModerationCase first(Target target, Content content, Opener opener, ReasonCode reason) {
        return opened(target, 1, content, opener, reason);
    }

    private ModerationCase opened(
            Target target, int round, Content content, Opener opener, ReasonCode reason) {
        List<AreaCode> path =
                content.areaPath().isEmpty() ? areas.city().path() : content.areaPath();
        return ModerationCase.open(target, round, content, path, opener, reason, clock.instant());
    }
}
