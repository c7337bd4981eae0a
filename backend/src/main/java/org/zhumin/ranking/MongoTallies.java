package org.zhumin.ranking;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.client.cursor.TimeoutMode;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import com.mongodb.client.model.WriteModel;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;

import org.bson.Document;
import org.bson.conversions.Bson;
import org.springframework.stereotype.Repository;
import org.zhumin.platform.mongo.MongoCalls;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/**
 * Tallies in the collection {@code ranking_tallies}, one document for each month, area and level,
 * so that a ranking is one read by primary key:
 *
 * <pre>
 * {_id: "2026-11:520100:DISTRICT", batch, at, rows: {organization: {name, buckets: {counted: {N: 3, …}}}}}
 * </pre>
 *
 * <p>A city's document of 200 organisations has about 40 KB.
 */
@Repository
class MongoTallies implements Tallies {
    private static final int DUPLICATE_KEY = 11000;
    private static final String ROWS = "rows";
    private static final String NAME = "name";
    private static final String BUCKETS = "buckets";

    /** Keeps one bulk of writes well below the limits of the wire. */
    private static final int WRITES_AT_ONCE = 1000;

    private final MongoCollection<Document> collection;

    MongoTallies(MongoDatabase database) {
        collection = database.getCollection("ranking_tallies");
    }

    @Override
    public Mono<Dated> find(String key) {
        return MongoCalls.one(collection.find(Filters.eq("_id", key)).first())
                .map(found -> new Dated(toDomain(found), found.getDate("at").toInstant()));
    }

    @Override
    public Flux<Tally> ofPeriod(String period) {
        Bson ofPeriod =
                Filters.and(Filters.gte("_id", period + ":"), Filters.lt("_id", period + ";"));
        return MongoCalls.many(collection.find(ofPeriod).timeoutMode(TimeoutMode.ITERATION))
                .map(MongoTallies::toDomain);
    }

    // Outcomes of each: matched, then it is counted; inserted, then it is counted and the first;
    // duplicate key, when the tally has seen this or a later batch.
    Mono<Void> apply(long number, Instant at, List<Tally> deltas) {
        return Flux.fromIterable(deltas)
                .map(delta -> (WriteModel<Document>) write(number, at, delta))
                .buffer(WRITES_AT_ONCE)
                .concatMap(this::writeAll)
                .then();
    }

    private Mono<Void> writeAll(List<WriteModel<Document>> writes) {
        return MongoCalls.one(collection.bulkWrite(writes, new BulkWriteOptions().ordered(false)))
                .then()
                .onErrorResume(MongoTallies::hasOnlySeenThem, _ -> Mono.empty());
    }

    private static boolean hasOnlySeenThem(Throwable error) {
        return error instanceof MongoBulkWriteException bulk
                && bulk.getWriteConcernError() == null
                && bulk.getWriteErrors().stream().allMatch(one -> one.getCode() == DUPLICATE_KEY);
    }

    private static UpdateOneModel<Document> write(long number, Instant at, Tally delta) {
        var changes = new ArrayList<Bson>();
        changes.add(Updates.set("batch", number));
        changes.add(Updates.set("at", at));
        delta.rows().forEach((organization, row) -> addChanges(changes, organization, row));
        return new UpdateOneModel<>(
                Filters.and(Filters.eq("_id", delta.key()), Filters.lt("batch", number)),
                Updates.combine(changes),
                new UpdateOptions().upsert(true));
    }

    private static void addChanges(Collection<Bson> changes, String organization, Tally.Row row) {
        String path = ROWS + "." + organization + ".";
        changes.add(Updates.set(path + NAME, row.name()));
        row.buckets()
                .forEach(
                        (bucket, counts) ->
                                counts.values()
                                        .forEach(
                                                (count, change) ->
                                                        changes.add(
                                                                Updates.inc(
                                                                        String.join(
                                                                                ".",
                                                                                path + BUCKETS,
                                                                                bucket,
                                                                                count.name()),
                                                                        change))));
    }

    // Outcomes of each: matched, then it is empty; none matched, when it has seen the number.
    Mono<Void> empty(long number) {
        Bson emptied =
                Updates.combine(Updates.set("batch", number), Updates.set(ROWS, new Document()));
        return MongoCalls.one(
                        collection
                                .withTimeout(1, TimeUnit.MINUTES)
                                .updateMany(Filters.lt("batch", number), emptied))
                .then();
    }

    private static Tally toDomain(Document stored) {
        var rows = new HashMap<String, Tally.Row>();
        children(stored, ROWS).forEach((organization, row) -> rows.put(organization, row(row)));
        return new Tally(Objects.requireNonNull(stored.getString("_id")), rows);
    }

    private static Tally.Row row(Document stored) {
        var buckets = new HashMap<String, OrderCounts>();
        children(stored, BUCKETS).forEach((bucket, counts) -> buckets.put(bucket, counts(counts)));
        return new Tally.Row(Objects.requireNonNull(stored.getString(NAME)), buckets);
    }

    private static OrderCounts counts(Document stored) {
        var counts = new EnumMap<Count, Long>(Count.class);
        stored.forEach(
                (name, value) -> counts.put(Count.valueOf(name), ((Number) value).longValue()));
        return new OrderCounts(counts);
    }

    private static Map<String, Document> children(Document stored, String field) {
        var children = new HashMap<String, Document>();
        Document parent = stored.get(field, Document.class);
        if (parent != null) {
            parent.forEach((name, value) -> children.put(name, (Document) value));
        }
        return children;
    }
}
