package org.zhumin.platform.mongo;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * What anybody changed in a collection, asked for again and again by the times that the database
 * wrote, for an instance that keeps some of it in memory. The same change is told several times.
 *
 * @param <C> says what changed
 */
public final class ChangeFeed<C> {
    /**
     * A write is seen this much later than its time at the latest: the longest operation, and as
     * much for nodes of the database whose clocks differ.
     */
    private static final Duration OVERLAP = Duration.ofSeconds(10);

    private final Function<Instant, Flux<C>> changedSince;
    private final Function<C, Instant> at;
    private final Clock clock;
    private volatile Instant last = Instant.EPOCH;
    private volatile Instant heardAt = Instant.EPOCH;

    /**
     * @param changedSince what changed at or after this moment of the database's time
     * @param at the database's time of a change
     */
    public ChangeFeed(
            Function<Instant, Flux<C>> changedSince, Function<C, Instant> at, Clock clock) {
        this.changedSince = changedSince;
        this.at = at;
        this.clock = clock;
    }

    /**
     * To begin with what changes from now on; otherwise the first time tells all.
     *
     * @param lastChange by the database's time; empty if there never was one
     */
    public Mono<Void> skip(Mono<Instant> lastChange) {
        return Mono.defer(
                () -> {
                    Instant askedAt = clock.instant();
                    return lastChange
                            .doOnNext(found -> last = found)
                            .then(Mono.fromRunnable(() -> heardAt = askedAt));
                });
    }

    /**
     * To be subscribed to again and again, by one at a time. Fails as the query fails; then the
     * next one tells the same.
     */
    public Mono<Void> hear(Consumer<C> learn) {
        return Mono.defer(
                () -> {
                    Instant askedAt = clock.instant();
                    return changedSince
                            .apply(last.equals(Instant.EPOCH) ? last : last.minus(OVERLAP))
                            .doOnNext(learn)
                            .map(at)
                            .reduce(last, ChangeFeed::later)
                            .doOnNext(
                                    latest -> {
                                        last = latest;
                                        heardAt = askedAt;
                                    })
                            .then();
                });
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    /** Whether everything is known that was durable so long ago. */
    public boolean knowsUntil(Duration ago) {
        return clock.instant().isBefore(heardAt.plus(ago));
    }
}
