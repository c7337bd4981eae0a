package org.zhumin.platform.mongo;

import org.jspecify.annotations.Nullable;
import org.zhumin.platform.Detached;
import org.zhumin.platform.problem.PlatformProblem;

import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.publisher.Sinks.EmitFailureHandler;
import reactor.core.scheduler.Scheduler;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * A queue from which what has gathered is sent together, one group at a time. Nobody waits for
 * company while the lane is idle; after a group of several it rests, so that the next is larger.
 * Once a crowd waits, a second group leaves beside the first, or while that rests. What was not
 * sent within {@value #PATIENCE_SECONDS} seconds is never sent and is {@link
 * PlatformProblem#UNAVAILABLE}. A caller that goes away takes nothing back.
 *
 * @param <W> what is sent
 * @param <R> what becomes of each
 */
final class MongoLane<W, R> {
    /** That no crowd makes a second group leave. */
    static final int NEVER = Integer.MAX_VALUE;

    private static final int PATIENCE_SECONDS = 5;

    private final int largest;
    private final int crowd;
    private final Duration rest;
    private final Scheduler rests;
    private final LongSupplier nanoTime;
    private final Function<List<Waiting<W, R>>, Mono<Void>> sender;
    private final Queue<Waiting<W, R>> queue = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicInteger underWay = new AtomicInteger();

    /**
     * @param largest how many leave together at most
     * @param crowd how many make a second group leave while one is under way or rests
     * @param rest after a group of several
     * @param rests times the rests
     * @param sender sends some, and tells each what became of it; never fails
     */
    MongoLane(
            int largest,
            int crowd,
            Duration rest,
            Scheduler rests,
            LongSupplier nanoTime,
            Function<List<Waiting<W, R>>, Mono<Void>> sender) {
        this.largest = largest;
        this.crowd = crowd;
        this.rest = rest;
        this.rests = rests;
        this.nanoTime = nanoTime;
        this.sender = sender;
    }

    Mono<R> send(W what) {
        return Mono.defer(
                () -> {
                    var one = new Waiting<W, R>(what, nanoTime.getAsLong(), Sinks.one());
                    queue.add(one);
                    waiting.incrementAndGet();
                    open();
                    return one.outcome().asMono();
                });
    }

    private void open() {
        int before = underWay.get();
        if (isDue(before) && underWay.compareAndSet(before, before + 1)) {
            Detached.start(sendAll());
        }
    }

    /** Whether a group leaves while so many others are under way. */
    private boolean isDue(int others) {
        return !queue.isEmpty() && (others == 0 || (others == 1 && waiting.get() >= crowd));
    }

    /** Whoever arrives after the last look at the queue finds the lane idle or is seen here. */
    private Mono<Void> sendAll() {
        return Mono.defer(this::sendNext)
                .repeat(() -> isDue(underWay.get() - 1))
                .then()
                .doFinally(
                        _ -> {
                            underWay.decrementAndGet();
                            open();
                        });
    }

    private Mono<Void> sendNext() {
        List<Waiting<W, R>> some = take();
        if (some.isEmpty()) {
            return Mono.empty();
        }
        return some.size() == 1 ? sender.apply(some) : sender.apply(some).then(rest());
    }

    /** None where the threads end that time it. */
    private Mono<Void> rest() {
        return Mono.delay(rest, rests).onErrorComplete().then();
    }

    private List<Waiting<W, R>> take() {
        long oldest = nanoTime.getAsLong() - TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        var some = new ArrayList<Waiting<W, R>>();
        while (some.size() < largest) {
            Waiting<W, R> next = queue.poll();
            if (next == null) {
                break;
            }
            waiting.decrementAndGet();
            if (next.since() - oldest < 0) {
                next.fail(PlatformProblem.UNAVAILABLE.refusal());
            } else {
                some.add(next);
            }
        }
        return some;
    }

    record Waiting<W, R>(W what, long since, Sinks.One<R> outcome) {
        /** Nothing is an outcome too. */
        void succeed(@Nullable R result) {
            if (result == null) {
                outcome.emitEmpty(EmitFailureHandler.FAIL_FAST);
            } else {
                outcome.emitValue(result, EmitFailureHandler.FAIL_FAST);
            }
        }

        void fail(Throwable error) {
            outcome.emitError(error, EmitFailureHandler.FAIL_FAST);
        }
    }
}
