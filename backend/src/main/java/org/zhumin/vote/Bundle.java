package org.zhumin.vote;

import org.zhumin.vote.TallyIntake.Added;

import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/**
 * One bundle of this instance, see {@link Bundles}. It is held by its instance until it is sealed,
 * and by each vote that is being written; when nobody holds it any more it is drained, and what is
 * in it does not change.
 */
final class Bundle {
    private final String id;
    private final long openedAt;
    private final AtomicInteger holders = new AtomicInteger(1);
    private final Map<Kind, LongAdder> votes = new ConcurrentHashMap<>();
    private final Set<Voted> changed = ConcurrentHashMap.newKeySet();
    private final Sinks.Empty<Void> drained = Sinks.empty();
    private volatile boolean unsure;
    private volatile boolean counted;

    private record Kind(PollId poll, String contribution) {}

    private record Voted(PollId poll, String voterKey) {}

    /**
     * @param openedAt of {@link System#nanoTime()}
     */
    Bundle(String id, long openedAt) {
        this.id = id;
        this.openedAt = openedAt;
    }

    String id() {
        return id;
    }

    boolean isOlderThan(Duration age, long nanoTime) {
        return nanoTime - openedAt > age.toNanos();
    }

    /** False once it is drained. */
    boolean enter() {
        int held = holders.get();
        while (held > 0) {
            if (holders.compareAndSet(held, held + 1)) {
                return true;
            }
            held = holders.get();
        }
        return false;
    }

    /**
     * To change this vote; also false for the second change of one. So whoever finds a vote in the
     * bundle knows that the change was made.
     */
    boolean enterToChange(VoteFact vote) {
        return changed.add(new Voted(vote.poll(), vote.voterKey())) && enter();
    }

    /** Before leaving. */
    void add(VoteFact inserted) {
        add(inserted, 1);
    }

    /** Before leaving. */
    void change(VoteFact before, VoteFact after) {
        add(before, -1);
        add(after, 1);
    }

    void leave() {
        release();
    }

    private void add(VoteFact vote, int n) {
        votes.computeIfAbsent(new Kind(vote.poll(), vote.contribution()), _ -> new LongAdder())
                .add(n);
    }

    /** Nobody knows whether the vote was inserted, or will be. */
    void leaveUnsure() {
        unsure = true;
        release();
    }

    void seal() {
        release();
    }

    private void release() {
        if (holders.decrementAndGet() == 0) {
            drained.tryEmitEmpty().orThrow();
        }
    }

    Mono<Void> drained() {
        return drained.asMono();
    }

    /** Whether nothing was put in yet. */
    boolean isUntouched() {
        return holders.get() == 1 && votes.isEmpty() && !unsure;
    }

    boolean isUnsure() {
        return unsure;
    }

    /** What is in it, when it is drained. */
    List<Added> added() {
        var added = new ArrayList<Added>();
        votes.forEach((kind, n) -> added.add(new Added(kind.poll(), kind.contribution(), n.sum())));
        added.removeIf(one -> one.votes() == 0);
        return added;
    }

    /** What is in it need not be known any more. */
    void counted() {
        counted = true;
        votes.clear();
        changed.clear();
    }

    boolean isCounted() {
        return counted;
    }
}
