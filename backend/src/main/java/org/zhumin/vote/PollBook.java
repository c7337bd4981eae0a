package org.zhumin.vote;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.zhumin.kernel.DomainException;
import org.zhumin.platform.mongo.ChangeFeed;
import org.zhumin.platform.redis.Redis;
import org.zhumin.platform.redis.Remembered;

import reactor.core.publisher.Mono;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Polls from memory, for every vote and every tally asks for one. What can change is the closing,
 * which is never moved to nearer than {@link Poll#NOTICE}: whoever goes by it is told nothing that
 * was no longer true for half of that. So this instance asks every two seconds what was changed;
 * while it gets no answer, it reads a poll again that it has not read for so long.
 */
@Component
class PollBook {
    private static final Logger LOG = LoggerFactory.getLogger(PollBook.class);
    private static final String CHANNEL = "zhumin:polls";
    private static final int MOST_POLLS = 10_000;
    private static final Duration LIFETIME = Duration.ofMinutes(1);
    private static final Duration OLDEST_CLOSING = Poll.NOTICE.dividedBy(2);

    private final Remembered<PollId, Poll> remembered;
    private final ChangeFeed<Polls.Changed> changes;

    PollBook(Polls polls, Redis redis, Clock clock) {
        remembered =
                new Remembered<>(
                        redis,
                        CHANNEL,
                        PollId::value,
                        PollId::parse,
                        LIFETIME,
                        MOST_POLLS,
                        polls::find);
        changes = new ChangeFeed<>(polls::streamChanged, Polls.Changed::at, clock);
    }

    @Scheduled(initialDelay = 2, fixedDelay = 2, timeUnit = TimeUnit.SECONDS)
    Mono<Void> hear() {
        return changes.hear(changed -> remembered.forget(changed.id()))
                .onErrorResume(DomainException.class, PollBook::tryNextTime);
    }

    private static Mono<Void> tryNextTime(DomainException away) {
        LOG.warn("Changed polls were not read, MongoDB does not answer");
        return Mono.empty();
    }

    /** Fails with {@link VoteProblem#NO_POLL}. */
    Mono<Poll> get(PollId id) {
        return Mono.defer(
                        () ->
                                changes.knowsUntil(OLDEST_CLOSING)
                                        ? remembered.get(id)
                                        : remembered.get(id, OLDEST_CLOSING))
                .switchIfEmpty(Mono.error(VoteProblem.NO_POLL::refusal));
    }

    /**
     * The same for its tally, which does not care when a poll closes whose tally everybody may see.
     */
    Mono<Poll> getForTally(PollId id) {
        return remembered
                .get(id)
                .filter(poll -> poll.tally() == Poll.TallyMode.LIVE)
                .switchIfEmpty(Mono.defer(() -> get(id)));
    }

    /** To be called after a write, before it is acknowledged. */
    Mono<Void> changed(PollId id) {
        return remembered.changed(id);
    }
}
