package org.zhumin.platform.mongo;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoWriteException;
import com.mongodb.WriteError;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.client.model.InsertManyOptions;
import com.mongodb.reactivestreams.client.MongoCollection;

import org.reactivestreams.Publisher;
import org.zhumin.platform.mongo.MongoLane.Waiting;
import org.zhumin.platform.problem.PlatformProblem;

import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/**
 * Group commit: inserts into one hot collection that arrive while a bulk is on its way leave
 * together in the next one, and share its wait for the journal. A bulk costs the database much more
 * than an insert in it, so one is on its way at a time, and after one of several the next leaves
 * {@value #REST_MILLIS} ms later at the earliest, see {@link MongoLane}; where {@value #CROWD}
 * inserts wait, a second one waits for neither. Each caller gets its own outcome, as from an insert
 * of its own; what was not sent within five seconds was not written and is {@link
 * PlatformProblem#UNAVAILABLE}. A caller that goes away does not take its write back. See {@link
 * MongoGroupChange} for updates.
 */
public final class MongoGroupCommit<T> {
    private static final long REST_MILLIS = 1;
    private static final int LARGEST_BULK = 256;

    /**
     * So many are worth a bulk beside another; a bulk of fewer costs more than it gains, ADR 0023.
     */
    private static final int CROWD = 64;

    private static final InsertManyOptions INSERTED_EACH = new InsertManyOptions().ordered(false);

    private final MongoCollection<T> collection;
    private final MongoLane<T, Void> lane;

    MongoGroupCommit(MongoCollection<T> collection, Scheduler rests, LongSupplier nanoTime) {
        this.collection = collection;
        lane =
                new MongoLane<>(
                        LARGEST_BULK,
                        CROWD,
                        Duration.ofMillis(REST_MILLIS),
                        rests,
                        nanoTime,
                        this::send);
    }

    /** Outcomes: inserted and durable; or an error as of {@link MongoCalls#one}. */
    public Mono<Void> insert(T document) {
        return lane.send(document);
    }

    private Mono<Void> send(List<Waiting<T, Void>> bulk) {
        return MongoCalls.one(insert(bulk))
                .doOnSuccess(_ -> bulk.forEach(one -> one.succeed(null)))
                .onErrorResume(error -> Mono.fromRunnable(() -> settle(bulk, error)))
                .then();
    }

    private Publisher<?> insert(List<Waiting<T, Void>> bulk) {
        return bulk.size() == 1
                ? collection.insertOne(bulk.getFirst().what())
                : collection.insertMany(bulk.stream().map(Waiting::what).toList(), INSERTED_EACH);
    }

    /**
     * Refused documents fail alone. A bulk whose write concern was not met, or of which nothing is
     * known, fails every caller: none of them may believe that it is safe.
     */
    private static <T> void settle(List<Waiting<T, Void>> bulk, Throwable error) {
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

    private static <T> void settleEach(
            List<Waiting<T, Void>> bulk, MongoBulkWriteException partly) {
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
                bulk.get(i).succeed(null);
            }
        }
    }
}
