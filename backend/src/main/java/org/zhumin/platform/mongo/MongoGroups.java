package org.zhumin.platform.mongo;

import com.mongodb.reactivestreams.client.MongoCollection;

import org.reactivestreams.Publisher;

import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

import java.util.List;
import java.util.function.Function;

/**
 * Makes what sends reads and writes of one kind by the group: {@link MongoGroupCommit}, {@link
 * MongoGroupChange} and {@link MongoGroupRead} say how large a group is, how long it rests and how
 * it fails. A store keeps what it is given here for as long as it lives, one for each kind.
 */
public class MongoGroups {
    private final Scheduler rests;

    /**
     * @param rests goes on when a rest between two groups is over; best a thread that is awake
     *     anyway
     */
    public MongoGroups(Scheduler rests) {
        this.rests = rests;
    }

    public <T> MongoGroupCommit<T> commits(MongoCollection<T> collection) {
        return new MongoGroupCommit<>(collection, rests, System::nanoTime);
    }

    /** See {@link MongoGroupChange#MongoGroupChange}. */
    public <C> MongoGroupChange<C> changes(Function<List<C>, Mono<List<Boolean>>> statement) {
        return new MongoGroupChange<>(statement, rests);
    }

    /** See {@link MongoGroupRead#MongoGroupRead}. */
    public <K, T> MongoGroupRead<K, T> reads(
            Function<List<K>, ? extends Publisher<T>> query, Function<T, K> keyOf) {
        return new MongoGroupRead<>(query, keyOf, rests, System::nanoTime);
    }
}
