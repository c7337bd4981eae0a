package org.zhumin.media;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.zhumin.kernel.DomainException;
import org.zhumin.media.MediaHolder.Hold;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Asks WeChat again, and deletes what belongs to nothing. Every step is a guarded write on one
 * document, so that two instances may sweep at once and a step that died is taken up again.
 */
@Component
class MediaSweeper {
    private static final Logger LOG = LoggerFactory.getLogger(MediaSweeper.class);
    private static final int ASKS_AT_A_TIME = 50;

    /** Until then it is for the instance that has claimed it; longer when WeChat is away. */
    private static final Duration ASK_CLAIM = Duration.ofMinutes(5);

    private final MediaItems items;
    private final MediaChecks checks;
    private final MediaRemoval removal;
    private final MediaHolders holders;
    private final MediaProperties properties;
    private final Clock clock;

    MediaSweeper(
            MediaItems items,
            MediaChecks checks,
            MediaRemoval removal,
            MediaHolders holders,
            MediaProperties properties,
            Clock clock) {
        this.items = items;
        this.checks = checks;
        this.removal = removal;
        this.holders = holders;
        this.properties = properties;
        this.clock = clock;
    }

    @Scheduled(initialDelay = 30, fixedDelay = 30, timeUnit = TimeUnit.SECONDS)
    Mono<Void> ask() {
        return Mono.defer(() -> items.leaveToPersons(clock.instant(), MediaChecks.ASKS_MAX))
                .then(Mono.defer(() -> askNext(ASKS_AT_A_TIME)))
                .onErrorResume(DomainException.class, MediaSweeper::tryNextTime);
    }

    private Mono<Void> askNext(int left) {
        var now = clock.instant();
        return left == 0
                ? Mono.empty()
                : items.claimAsk(now, MediaChecks.ASKS_MAX, now.plus(ASK_CLAIM))
                        .flatMap(
                                item ->
                                        checks.ask(item)
                                                .onErrorComplete()
                                                .then(Mono.defer(() -> askNext(left - 1))));
    }

    @Scheduled(initialDelay = 60, fixedDelay = 60, timeUnit = TimeUnit.SECONDS)
    Mono<Void> sweep() {
        return Flux.defer(() -> items.listDue(clock.instant()))
                .concatMap(this::sweepOne)
                .then()
                .onErrorResume(DomainException.class, MediaSweeper::tryNextTime);
    }

    /** One that cannot be swept must not keep the others waiting. */
    private Mono<Void> sweepOne(MediaItem item) {
        return look(item)
                .onErrorResume(
                        RuntimeException.class,
                        failure -> {
                            LOG.warn("Media {} was not swept: {}", item.id().value(), failure);
                            return Mono.empty();
                        });
    }

    private Mono<Void> look(MediaItem item) {
        if (item.state() == MediaState.GOING) {
            return removal.finish(item);
        }
        MediaReference reference = item.reference();
        return reference == null
                ? items.startGoing(item.id(), null, clock.instant()).flatMap(removal::finish)
                : holders.hold(reference).flatMap(hold -> apply(hold, item, reference));
    }

    private Mono<Void> apply(Hold hold, MediaItem item, MediaReference reference) {
        return switch (hold) {
            case KEPT ->
                    removal.deleteAttempts(item)
                            .then(Mono.defer(() -> items.lookAgain(item.id(), reference, null)));
            case FOR_NOW ->
                    items.lookAgain(
                            item.id(),
                            reference,
                            clock.instant().plus(properties.keepUnattached()));
            case NOT_HELD ->
                    items.startGoing(item.id(), reference, clock.instant())
                            .flatMap(removal::finish);
        };
    }

    private static Mono<Void> tryNextTime(DomainException away) {
        LOG.warn("Media was not swept, MongoDB does not answer");
        return Mono.empty();
    }
}
