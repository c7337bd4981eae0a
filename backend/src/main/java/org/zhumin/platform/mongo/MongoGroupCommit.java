package org.zhumin.platform.mongo;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoWriteException;
import com.mongodb.WriteError;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.InsertManyOptions;
import com.mongodb.client.model.InsertOneModel;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.WriteModel;
import com.mongodb.reactivestreams.client.MongoCollection;

import org.bson.conversions.Bson;
import org.reactivestreams.Publisher;
import org.zhumin.platform.Detached;
import org.zhumin.platform.problem.PlatformProblem;

import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.publisher.Sinks.EmitFailureHandler;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/**
 * Group commit: single-document writes to one hot collection that arrive while a bulk is on its way
 * leave together in the next one, and share its wait for the journal. Nobody waits for company:
 * while a lane is idle a write goes at once. Each caller gets its own outcome, as from a write of
 * its own; what was not sent within {@value #PATIENCE_SECONDS} seconds was not written and is
 * {@link PlatformProblem#UNAVAILABLE}. A caller that goes away does not take its write back.
 * Inserts and updates leave in commands of their own, so a collection with many of both better has
 * a group commit for each.
 */
public final class MongoGroupCommit<T> {
    private static final int LANES = 2;
    private static final int LARGEST_BULK = 256;
    private static final int PATIENCE_SECONDS = 5;

    private static final InsertManyOptions INSERTED_EACH = new InsertManyOptions().ordered(false);
    private static final BulkWriteOptions WRITTEN_EACH = new BulkWriteOptions().ordered(false);
    private static final UpdateOptions OR_DUPLICATE = new UpdateOptions().upsert(true);

    private final MongoCollection<T> collection;
    private final LongSupplier nanoTime;
    private final ConcurrentLinkedQueue<Waiting<T>> queue = new ConcurrentLinkedQueue<>();
    private final AtomicInteger busyLanes = new AtomicInteger();
    private final int lanes;

    public MongoGroupCommit(MongoCollection<T> collection) {
        this(collection, LANES, System::nanoTime);
    }

    /** With one bulk on its way at a time: for few writes, which else would hardly share any. */
    public static <T> MongoGroupCommit<T> ofFew(MongoCollection<T> collection) {
        return new MongoGroupCommit<>(collection, 1, System::nanoTime);
    }

    MongoGroupCommit(MongoCollection<T> collection, int lanes, LongSupplier nanoTime) {
        this.collection = collection;
        this.lanes = lanes;
        this.nanoTime = nanoTime;
    }

    /** Outcomes: inserted and durable; or an error as of {@link MongoCalls#one}. */
    public Mono<Void> insert(T document) {
        return write(new InsertOneModel<>(document));
    }

    // The outcome of one update within a bulk is not told, that of an upsert is: where the guard
    // fails it becomes an insert, which the unique _id refuses.
    /**
     * Changes one document that exists.
     *
     * @param guard equalities, one of them on {@code _id}
     * @return outcomes: changed and durable; {@link MongoCalls#isDuplicateKey} if the guard did not
     *     match; or an error as of {@link MongoCalls#one}
     */
    public Mono<Void> update(Bson guard, Bson change) {
        return write(new UpdateOneModel<>(guard, change, OR_DUPLICATE));
    }

    private Mono<Void> write(WriteModel<T> write) {
        return Mono.defer(
                () -> {
                    var waiting = new Waiting<>(write, nanoTime.getAsLong(), Sinks.empty());
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
        List<Waiting<T>> bulk = take();
        if (bulk.isEmpty()) {
            return Mono.empty();
        }
        return MongoCalls.one(send(bulk))
                .doOnSuccess(_ -> bulk.forEach(Waiting::succeed))
                .onErrorResume(error -> Mono.fromRunnable(() -> settle(bulk, error)))
                .then();
    }

    private Publisher<?> send(List<Waiting<T>> bulk) {
        var documents = new ArrayList<T>(bulk.size());
        for (Waiting<T> waiting : bulk) {
            if (waiting.write() instanceof InsertOneModel<T> insert) {
                documents.add(insert.getDocument());
            }
        }
        if (documents.size() < bulk.size()) {
            return collection.bulkWrite(bulk.stream().map(Waiting::write).toList(), WRITTEN_EACH);
        }
        return bulk.size() == 1
                ? collection.insertOne(documents.getFirst())
                : collection.insertMany(documents, INSERTED_EACH);
    }

    private List<Waiting<T>> take() {
        long oldest = nanoTime.getAsLong() - TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        var bulk = new ArrayList<Waiting<T>>();
        while (bulk.size() < LARGEST_BULK) {
            Waiting<T> next = queue.poll();
            if (next == null) {
                break;
            }
            if (next.since() - oldest < 0) {
                next.fail(PlatformProblem.UNAVAILABLE.refusal());
            } else {
                bulk.add(next);
            }
        }
        return bulk;
    }

    /**
     * Refused documents fail alone. A bulk whose write concern was not met, or of which nothing is
     * known, fails every caller: none of them may believe that it is safe.
     */
    private static <T> void settle(List<Waiting<T>> bulk, Throwable error) {
        if (error instanceof MongoBulkWriteException partly
                && partly.getWriteConcernError() == null) {
            settleEach(bulk, partly);
        } else {
            Throwable told =
                    error instanceof MongoBulkWriteException
                            ? PlatformProblem.UNAVAILABLE.refusal()
                            : error;
            bulk.forEach(waiting -> waiting.fail(told));
        }
    }

    private static <T> void settleEach(List<Waiting<T>> bulk, MongoBulkWriteException partly) {
        for (BulkWriteError refused : partly.getWriteErrors()) {
            bulk.get(refused.getIndex())
                    .fail(
                            new MongoWriteException(
                                    new WriteError(
                                            refused.getCode(),
                                            refused.getMessage(),
                                            refused.getDetails()),
                                    partly.getServerAddress(),
                                    partly.getErrorLabels()));
        }
        Set<Integer> refused =
                partly.getWriteErrors().stream()
                        .map(BulkWriteError::getIndex)
                        .collect(Collectors.toSet());
        for (int i = 0; i < bulk.size(); i++) {
            if (!refused.contains(i)) {
                bulk.get(i).succeed();
            }
        }
    }

    private record Waiting<T>(WriteModel<T> write, long since, Sinks.Empty<Void> outcome) {
        void succeed() {
            outcome.emitEmpty(EmitFailureHandler.FAIL_FAST);
        }

        void fail(Throwable error) {
            outcome.emitError(error, EmitFailureHandler.FAIL_FAST);
        }
    }
}
