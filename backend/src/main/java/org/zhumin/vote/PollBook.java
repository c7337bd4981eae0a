package org.zhumin.vote;

import org.springframework.stereotype.Component;
import org.zhumin.platform.redis.Redis;
import org.zhumin.platform.redis.Remembered;

import reactor.core.publisher.Mono;

import java.time.Duration;

/**
 * Polls from memory, for every vote and every tally asks for one. What can change is the closing,
 * which is never moved to nearer than {@link Poll#NOTICE}: whoever goes by it is told nothing that
 * is older than half of that.
 */
@Component
class PollBook {
    private static final String CHANNEL = "zhumin:polls";
    private static final int MOST_POLLS = 10_000;
    private static final Duration LIFETIME = Duration.ofMinutes(1);
    private static final Duration OLDEST_CLOSING = Poll.NOTICE.dividedBy(2);

    private final Remembered<PollId, Poll> remembered;

    PollBook(Polls polls, Redis redis) {
        remembered =
                new Remembered<>(
                        redis,
                        CHANNEL,
                        PollId::value,
                        PollId::parse,
                        LIFETIME,
                        MOST_POLLS,
                        polls::find);
    }

    /** Fails with {@link VoteProblem#NO_POLL}. */
    Mono<Poll> get(PollId id) {
        return remembered
                .get(id, OLDEST_CLOSING)
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
