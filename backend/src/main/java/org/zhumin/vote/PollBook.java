package org.zhumin.vote;

import org.springframework.stereotype.Component;
import org.zhumin.platform.redis.Redis;
import org.zhumin.platform.redis.Remembered;

import reactor.core.publisher.Mono;

import java.time.Duration;

/**
 * Polls from memory, for every vote asks for one. What can change is the closing, which is never
 * moved to nearer than {@link Poll#NOTICE}; so a lifetime of half of that is soon enough.
 */
@Component
class PollBook {
    private static final String CHANNEL = "zhumin:polls";
    private static final int MOST_POLLS = 10_000;
    private static final Duration LIFETIME = Poll.NOTICE.dividedBy(2);

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
        return remembered.get(id).switchIfEmpty(Mono.error(VoteProblem.NO_POLL::refusal));
    }

    /** To be called after a write, before it is acknowledged. */
    Mono<Void> changed(PollId id) {
        return remembered.changed(id);
    }
}
