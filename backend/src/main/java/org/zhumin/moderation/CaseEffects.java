package org.zhumin.moderation;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.zhumin.kernel.DomainException;

import reactor.core.publisher.Mono;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Makes the content what its case says, and tells its owner. The decision is stored first, with
 * what it owes; whatever a crash or an outage leaves owed, a sweeper performs. Needs no lease: an
 * effect bears repetition.
 */
@Component
class CaseEffects {
    private static final Logger LOG = LoggerFactory.getLogger(CaseEffects.class);

    /** Longer than a decision takes, so that the sweeper does not run beside it. */
    private static final Duration GRACE = Duration.ofSeconds(30);

    private static final int AT_A_TIME = 100;

    /** How often a case may move on under our hands before the sweeper takes over. */
    private static final int TRIES = 4;

    private final ModerationCases cases;
    private final ModeratedContents contents;
    private final CaseNotices notices;
    private final ModerationMeters meters;
    private final Clock clock;

    CaseEffects(
            ModerationCases cases,
            ModeratedContents contents,
            CaseNotices notices,
            ModerationMeters meters,
            Clock clock) {
        this.cases = cases;
        this.contents = contents;
        this.notices = notices;
        this.meters = meters;
        this.clock = clock;
    }

    /** Performs what the case owes; gives the case as it is then. */
    Mono<ModerationCase> perform(ModerationCase decided) {
        Effect owed = decided.owed();
        return owed == null ? Mono.just(decided) : perform(owed, decided, TRIES);
    }

    /** An effect that was overtaken by another decision is followed by that decision's own. */
    private Mono<ModerationCase> perform(Effect effect, ModerationCase decided, int tries) {
        return contents.apply(effect, decided)
                .then(Mono.defer(() -> notices.tell(decided)))
                .then(Mono.defer(() -> cases.settle(decided)))
                .flatMap(
                        settled ->
                                settled || tries == 1
                                        ? cases.get(decided.id())
                                        : performLatest(decided, tries - 1));
    }

    private Mono<ModerationCase> performLatest(ModerationCase overtaken, int tries) {
        return cases.get(overtaken.id())
                .flatMap(
                        latest -> {
                            Effect effect = latest.state().effect();
                            return effect == null
                                    ? Mono.just(latest)
                                    : perform(effect, latest, tries);
                        });
    }

    /** Like {@link #perform}, but the decision stands even when it cannot take effect yet. */
    Mono<ModerationCase> tryToPerform(ModerationCase decided) {
        return perform(decided).onErrorResume(RuntimeException.class, e -> leave(decided, e));
    }

    private static Mono<ModerationCase> leave(ModerationCase decided, RuntimeException failure) {
        LOG.warn("The decision on case {} has no effect yet", decided.id().value(), failure);
        return Mono.just(decided);
    }

    @Scheduled(initialDelay = 30, fixedDelay = 30, timeUnit = TimeUnit.SECONDS)
    Mono<Void> performWhatWasLeft() {
        // Spring asks for the chain once and subscribes to it again and again.
        return Mono.defer(() -> performOlderThan(GRACE))
                .then(Mono.defer(this::count))
                .onErrorResume(DomainException.class, CaseEffects::tryNextTime);
    }

    /** One that cannot be performed must not keep the others waiting. */
    Mono<Void> performOlderThan(Duration age) {
        return cases.listOwing(clock.instant().minus(age), AT_A_TIME)
                .concatMap(this::tryToPerform)
                .then();
    }

    private Mono<Void> count() {
        return Mono.zip(
                        cases.countWaiting(CaseState.OPEN),
                        cases.countWaiting(CaseState.APPEALED),
                        cases.countOwing())
                .doOnNext(counts -> meters.queue(counts.getT1(), counts.getT2(), counts.getT3()))
                .then();
    }

    private static Mono<Void> tryNextTime(DomainException away) {
        LOG.warn("Unfinished moderation was not read, MongoDB does not answer");
        return Mono.empty();
    }
}
