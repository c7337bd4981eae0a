package org.zhumin.platform.mongo;

import org.jspecify.annotations.Nullable;
import org.zhumin.platform.Detached;
import org.zhumin.platform.problem.PlatformProblem;

import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.publisher.Sinks.EmitFailureHandler;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * A queue from which what has gathered is sent together, by a fixed number of senders. Nobody waits
 * for company: while a lane is idle it leaves at once. What was not sent within {@value
 * #PATIENCE_SECONDS} seconds is never sent and is {@link PlatformProblem#UNAVAILABLE}. A caller
 * that goes away takes nothing back.
 *
 * @param <W> what is sent
 * @param <R> what becomes of each
 */
final class MongoLanes<W, R> {
    private static final int PATIENCE_SECONDS = 5;

    private final int lanes;
    private final int largest;
    private final LongSupplier nanoTime;
    private final Function<List<Waiting<W, R>>, Mono<Void>> sender;
    private final Queue<Waiting<W, R>> queue = new ConcurrentLinkedQueue<>();
    private final AtomicInteger busyLanes = new AtomicInteger();

    /**
     * @param lanes how many may be on their way at a time
     * @param largest how many leave together at most
     * @param sender sends some, and tells each what became of it; never fails
     */
    MongoLanes(
            int lanes,
            int largest,
            LongSupplier nanoTime,
            Function<List<Waiting<W, R>>, Mono<Void>> sender) {
        this.lanes = lanes;
        this.largest = largest;
        this.nanoTime = nanoTime;
        this.sender = sender;
    }

    Mono<R> send(W what) {
        return Mono.defer(
                () -> {
                    var waiting = new Waiting<W, R>(what, nanoTime.getAsLong(), Sinks.one());
                    queue.add(waiting);
                    openLane();
                    return waiting.outcome().asMono();
                });
    }

    private void openLane() {
        int busy = busyLanes.get();
        while (busy < lanes && !queue.isEmpty()) {
            if (busyLanes.compareAndSet(busy, busy + 1)) {
                Detached.start(lane());
                return;
            }
            busy = busyLanes.get();
        }
    }

    /** Whoever arrives after the last look at the queue finds the lane closed or is seen here. */
    private Mono<Void> lane() {
        return Mono.defer(this::sendNext)
                .repeat(() -> !queue.isEmpty())
                .then()
                .doFinally(
                        _ -> {
                            busyLanes.decrementAndGet();
                            openLane();
                        });
    }

    private Mono<Void> sendNext() {
        List<Waiting<W, R>> some = take();
        return some.isEmpty() ? Mono.empty() : sender.apply(some);
    }

    private List<Waiting<W, R>> take() {
        long oldest = nanoTime.getAsLong() - TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        var some = new ArrayList<Waiting<W, R>>();
        while (some.size() < largest) {
            Waiting<W, R> next = queue.poll();
            if (next == null) {
                break;
            }
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
