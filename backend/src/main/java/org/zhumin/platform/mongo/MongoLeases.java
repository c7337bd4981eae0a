package org.zhumin.platform.mongo;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;

import org.bson.Document;
import org.bson.conversions.Bson;
import org.springframework.stereotype.Component;
import org.zhumin.kernel.Ids;

import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/**
 * Leases in collection {@code leases}, {@code {_id: name, holder, fence, until}}. Times are the
 * database's ({@code $$NOW}), so the clocks of instances need not agree. A lease keeps instances
 * from doing the same work side by side; it cannot keep a holder that stops for longer than its
 * life from going on afterwards, so the work must bear that, or carry the fence.
 */
@Component
public class MongoLeases {
    private static final String ID = "_id";
    private static final String HOLDER = "holder";
    private static final String FENCE = "fence";
    private static final String UNTIL = "until";
    private static final String NOW = "$$NOW";

    private final MongoCollection<Document> collection;
    private final String self = Ids.random();

    MongoLeases(MongoDatabase database) {
        collection = database.getCollection("leases");
    }

    /**
     * Does the work if nobody else holds the lease, and gives it back. The work is cancelled when
     * it takes longer than the lease lives. Empty, without an error, if another holds it.
     */
    public <T> Mono<T> whileHeld(String name, Duration life, Function<Lease, Mono<T>> work) {
        return Mono.usingWhen(
                acquire(name, life),
                lease -> work.apply(lease).timeout(life),
                this::release,
                (lease, _) -> release(lease),
                this::release);
    }

    // Outcomes: created or taken over with the next fence; prolonged, when it is ours and lives; or
    // another's and untouched, then empty. Two first ones at once: one meets a duplicate key and
    // tries again. (A filter for free ones would do, but an upsert takes no $expr.)
    /** Takes the lease, or prolongs it if this instance holds it. Empty if another does. */
    public Mono<Lease> acquire(String name, Duration life) {
        var over = expression("$lte", ifMissing(UNTIL, NOW), NOW);
        var ours = expression("$eq", "$" + HOLDER, self);
        var taken = expression("$or", over, ours);
        var next = expression("$add", ifMissing(FENCE, 0L), 1L);
        var set =
                new Document(HOLDER, when(taken, self, "$" + HOLDER))
                        .append(FENCE, when(over, next, "$" + FENCE))
                        .append(UNTIL, when(taken, end(life), "$" + UNTIL));
        return MongoCalls.one(
                        collection.findOneAndUpdate(
                                Filters.eq(ID, name),
                                List.of(new Document("$set", set)),
                                new FindOneAndUpdateOptions()
                                        .upsert(true)
                                        .returnDocument(ReturnDocument.AFTER)))
                .retryWhen(Retry.max(2).filter(MongoCalls::isDuplicateKey))
                .filter(found -> self.equals(found.getString(HOLDER)))
                .map(found -> new Lease(name, self, found.getLong(FENCE)));
    }

    // Outcomes: prolonged; or it ran out or was taken over, and nothing changes.
    /** Whether the lease is still held, now for this long. */
    public Mono<Boolean> renew(Lease lease, Duration life) {
        Bson living = Filters.and(held(lease), Filters.expr(expression("$gt", "$" + UNTIL, NOW)));
        return set(living, end(life));
    }

    // Outcomes: free at once; or taken over meanwhile, and nothing changes.
    public Mono<Void> release(Lease lease) {
        return set(held(lease), NOW).then();
    }

    private Mono<Boolean> set(Bson lease, Object until) {
        Bson change = new Document("$set", new Document(UNTIL, until));
        return MongoCalls.one(collection.updateOne(lease, List.of(change)))
                .map(result -> result.getMatchedCount() == 1);
    }

    private static Bson held(Lease lease) {
        return Filters.and(
                Filters.eq(ID, lease.name()),
                Filters.eq(HOLDER, lease.holder()),
                Filters.eq(FENCE, lease.fence()));
    }

    private static Document end(Duration life) {
        return expression("$add", NOW, life.toMillis());
    }

    private static Document ifMissing(String field, Object otherwise) {
        return expression("$ifNull", "$" + field, otherwise);
    }

    private static Document when(Object condition, Object then, Object otherwise) {
        return expression("$cond", condition, then, otherwise);
    }

    private static Document expression(String operator, Object... operands) {
        return new Document(operator, List.of(operands));
    }
}
