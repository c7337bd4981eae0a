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
import org.bson.types.Binary;
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
 * <p>A city's document of 200 organisations has about 40 KB in 600 sub-documents. Readers take the
 * same out of {@code ranking_packed}, where the rows are one value, see {@link PackedRows}:
 *
 * <pre>{_id, batch, at, packed}</pre>
 *
 * <p>The batch that changes the rows packs them anew before it is settled, so what readers see is a
 * batch old at most; what was never packed is read out of the rows.
 */
@Repository
class MongoTallies implements Tallies {
    private static final int DUPLICATE_KEY = 11000;
    private static final String AT = "at";
    private static final String BATCH = "batch";
    private static final String PACKED = "packed";
    private static final String ROWS = "rows";
    private static final String NAME = "name";
    private static final String BUCKETS = "buckets";

    /** Keeps one bulk of writes well below the limits of the wire. */
    private static final int WRITES_AT_ONCE = 1000;

    private static final int PACKED_AT_ONCE = 4;

    private final MongoCollection<Document> collection;
    private final MongoCollection<Document> packed;

    MongoTallies(MongoDatabase database) {
        collection = database.getCollection("ranking_tallies");
        packed = database.getCollection("ranking_packed");
    }

    @Override
    public Mono<Dated> find(String key) {
        return MongoCalls.one(packed.find(Filters.eq("_id", key)).first())
                .map(MongoTallies::unpacked)
                .switchIfEmpty(Mono.defer(() -> findWhole(key)));
    }

    private static Dated unpacked(Document found) {
        Binary rows = Objects.requireNonNull(found.get(PACKED, Binary.class));
        return dated(new Tally(keyOf(found), PackedRows.unpack(rows.getData())), found);
    }

    private Mono<Dated> findWhole(String key) {
        return whole(key).map(found -> dated(toDomain(found), found));
    }

    private Mono<Document> whole(String key) {
        return MongoCalls.one(collection.find(Filters.eq("_id", key)).first());
    }

    private static Dated dated(Tally tally, Document found) {
        return new Dated(tally, found.getDate(AT).toInstant());
    }

    private static String keyOf(Document found) {
        return Objects.requireNonNull(found.getString("_id"));
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
                .thenMany(Flux.fromIterable(deltas))
                .flatMap(delta -> pack(delta.key(), number), PACKED_AT_ONCE)
                .then();
    }

    private Mono<Void> pack(String key, long number) {
        return whole(key)
                .filter(found -> Objects.equals(found.get(BATCH), number))
                .flatMap(found -> savePacked(number, dated(toDomain(found), found)));
    }

    // Outcomes: matched, then it is packed; inserted, then it is the first; duplicate key, when
    // this or a later batch has packed it.
    private Mono<Void> savePacked(long number, Dated dated) {
        Bson before =
                Filters.and(Filters.eq("_id", dated.tally().key()), Filters.lt(BATCH, number));
        Bson rows = Updates.set(PACKED, new Binary(PackedRows.pack(dated.tally().rows())));
        Bson change =
                Updates.combine(Updates.set(BATCH, number), Updates.set(AT, dated.at()), rows);
        return MongoCalls.one(packed.updateOne(before, change, new UpdateOptions().upsert(true)))
                .then()
                .onErrorResume(MongoCalls::isDuplicateKey, _ -> Mono.empty());
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
        changes.add(Updates.set(BATCH, number));
        changes.add(Updates.set(AT, at));
        delta.rows().forEach((organization, row) -> addChanges(changes, organization, row));
        return new UpdateOneModel<>(
                Filters.and(Filters.eq("_id", delta.key()), Filters.lt(BATCH, number)),
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
        var noRows = new Binary(PackedRows.pack(Map.of()));
        return empty(collection, number, Updates.set(ROWS, new Document()))
                .then(empty(packed, number, Updates.set(PACKED, noRows)));
    }

    private static Mono<Void> empty(MongoCollection<Document> in, long number, Bson noRows) {
        return MongoCalls.one(
                        in.withTimeout(1, TimeUnit.MINUTES)
                                .updateMany(
                                        Filters.lt(BATCH, number),
                                        Updates.combine(Updates.set(BATCH, number), noRows)))
                .then();
    }

    private static Tally toDomain(Document stored) {
        var rows = new HashMap<String, Tally.Row>();
        children(stored, ROWS).forEach((organization, row) -> rows.put(organization, row(row)));
        return new Tally(keyOf(stored), rows);
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
