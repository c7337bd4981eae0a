package org.zhumin.vote;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The votes that were put in last: at least the newest {@value #AT_LEAST} of the last five minutes,
 * and none longer than ten, as minds are changed soon or not at all and words are not to be kept
 * longer than needed. A cache that keeps what is asked for most would keep the wrong ones: each is
 * asked for once.
 */
final class WrittenVotes {
    private static final int AT_LEAST = 10_000;
    private static final Duration LIFETIME = Duration.ofMinutes(5);

    private final InstantSource clock;
    private final AtomicReference<Generations> generations;

    private record Key(PollId poll, String voterKey) {}

    private record Generations(
            Map<Key, WrittenVote> young, Map<Key, WrittenVote> old, Instant youngSince) {
        Generations next(Instant now) {
            boolean oldAreTooOld = !now.isBefore(youngSince.plus(LIFETIME.multipliedBy(2)));
            return new Generations(new ConcurrentHashMap<>(), oldAreTooOld ? Map.of() : young, now);
        }
    }

    WrittenVotes(InstantSource clock) {
        this.clock = clock;
        generations =
                new AtomicReference<>(
                        new Generations(new ConcurrentHashMap<>(), Map.of(), clock.instant()));
    }

    void put(WrittenVote vote) {
        VoteFact fact = vote.fact();
        present().young().put(new Key(fact.poll(), fact.voterKey()), vote);
    }

    @Nullable WrittenVote find(PollId poll, String voterKey) {
        Generations present = present();
        var key = new Key(poll, voterKey);
        WrittenVote young = present.young().get(key);
        return young != null ? young : present.old().get(key);
    }

    private Generations present() {
        Generations present = generations.get();
        Instant now = clock.instant();
        boolean full = ((ConcurrentHashMap<?, ?>) present.young()).mappingCount() >= AT_LEAST;
        if (!full && now.isBefore(present.youngSince().plus(LIFETIME))) {
            return present;
        }
        generations.compareAndSet(present, present.next(now));
        return generations.get();
    }
}
