package org.zhumin.ranking;

import com.mongodb.client.cursor.TimeoutMode;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.Updates;
import com.mongodb.client.model.WriteModel;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;

import org.bson.Document;
import org.bson.codecs.pojo.annotations.BsonId;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import org.zhumin.platform.mongo.MongoCalls;
import org.zhumin.platform.mongo.MongoIndexes;
import org.zhumin.platform.ops.MongoBacklogs;
import org.zhumin.ranking.ProjectionBatch.Entry;
import org.zhumin.ranking.ProjectionBatch.State;
import org.zhumin.request.RequestId;
import org.zhumin.request.RequestOutcome;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/**
 * The batch in the one document of {@code ranking_projector}, the tallies in {@link MongoTallies},
 * and on each request, beside the outcome that its store writes, what is counted of it:
 *
 * <pre>requests: {_id, outcome: {revision, dirty, …}, projected: {batch, revision, counted?}}</pre>
 *
 * <p>Nobody else writes {@code projected}; of {@code outcome} only {@code dirty} is written here.
 */
@Repository
class MongoProjection implements Projection, MongoIndexes, MongoBacklogs {
    private static final String BATCH_COLLECTION = "ranking_projector";
    private static final String BATCH_ID = "ranking";

    /** For what looks at every request, which is done by hand and seldom. */
    private static final long SCAN_MINUTES = 10;

    private static final String DIRTY = "outcome.dirty";
    private static final String COUNTED = "projected.counted";

    private final MongoCollection<BatchDocument> batches;
    private final MongoCollection<FactDocument> facts;
    private final MongoTallies tallies;

    MongoProjection(MongoDatabase database, MongoTallies tallies) {
        batches = database.getCollection(BATCH_COLLECTION, BatchDocument.class);
        facts = database.getCollection(RequestOutcome.COLLECTION, FactDocument.class);
        this.tallies = tallies;
    }

    @Override
    public String collection() {
        return RequestOutcome.COLLECTION;
    }

    @Override
    public List<Waiting> backlogs() {
        return List.of(
                new Waiting(
                        Kind.PROJECTION,
                        "rankings",
                        RequestOutcome.COLLECTION,
                        Filters.eq(DIRTY, true),
                        "ranking_dirty",
                        "updatedAt"));
    }

    @Override
    public List<IndexModel> indexes() {
        return List.of(
                new IndexModel(
                        Indexes.ascending(DIRTY),
                        new IndexOptions()
                                .name("ranking_dirty")
                                .partialFilterExpression(Filters.eq(DIRTY, true))),
                new IndexModel(
                        Indexes.ascending("outcome.period", "_id"),
                        new IndexOptions()
                                .name("ranking_period")
                                .partialFilterExpression(Filters.exists("outcome.period"))),
                new IndexModel(
                        Indexes.ascending("projected.counted.period"),
                        new IndexOptions()
                                .name("ranking_counted")
                                .partialFilterExpression(
                                        Filters.exists("projected.counted.period"))));
    }

    // Outcomes: found; or none yet, then the first is inserted; duplicate key, then it is there.
    @Override
    public Mono<ProjectionBatch> current() {
        return findCurrent().switchIfEmpty(Mono.defer(this::insertFirst));
    }

    private Mono<ProjectionBatch> findCurrent() {
        return MongoCalls.one(batches.find(Filters.eq("_id", BATCH_ID)).first())
                .map(BatchDocument::toDomain);
    }

    private Mono<ProjectionBatch> insertFirst() {
        var first = new ProjectionBatch(0, State.SETTLED, List.of(), Instant.EPOCH);
        return MongoCalls.one(batches.insertOne(BatchDocument.of(first)))
                .then()
                .onErrorResume(MongoCalls::isDuplicateKey, _ -> Mono.empty())
                .then(Mono.defer(this::findCurrent));
    }

    @Override
    public Mono<List<Entry>> dirty(int limit) {
        return MongoCalls.many(
                        facts.find(Filters.eq(DIRTY, true))
                                .projection(Projections.include("outcome", "projected"))
                                .limit(limit)
                                .batchSize(limit))
                .map(FactDocument::toEntry)
                .collectList();
    }

    // Outcomes: matched, then it is the batch under way; none matched, when the last one is not
    // settled or has another number: somebody else was first.
    @Override
    public Mono<Boolean> claim(ProjectionBatch last, ProjectionBatch next) {
        Bson lastIsSettled =
                Filters.and(
                        Filters.eq("_id", BATCH_ID),
                        Filters.eq("number", last.number()),
                        Filters.eq("state", State.SETTLED));
        return MongoCalls.one(batches.replaceOne(lastIsSettled, BatchDocument.of(next)))
                .map(result -> result.getMatchedCount() == 1);
    }

    @Override
    public Mono<Void> apply(long number, Instant at, List<Tally> deltas) {
        return tallies.apply(number, at, deltas);
    }

    // Outcomes of each: matched, then it is marked, and no longer dirty if nothing was written to
    // it since; none matched, when this or a later batch has marked it.
    @Override
    public Mono<Void> settle(ProjectionBatch batch) {
        List<WriteModel<FactDocument>> writes =
                batch.entries().stream()
                        .<WriteModel<FactDocument>>map(entry -> settle(batch.number(), entry))
                        .toList();
        return writes.isEmpty() ? Mono.empty() : MongoCalls.one(facts.bulkWrite(writes)).then();
    }

    private static UpdateOneModel<FactDocument> settle(long number, Entry entry) {
        Bson notYet =
                Filters.and(
                        Filters.eq("_id", entry.requestId()),
                        Filters.exists("outcome.revision"),
                        Filters.not(Filters.gte("projected.batch", number)));
        var mark = new MarkDocument(number, entry.revision(), entry.after());
        var changedSince = new Document("$ne", List.of("$outcome.revision", entry.revision()));
        return new UpdateOneModel<>(
                notYet,
                List.of(
                        new Document(
                                "$set",
                                new Document("projected", new Document("$literal", mark))
                                        .append(DIRTY, changedSince))));
    }

    // Outcomes: matched, then it is settled; none matched, when somebody else has settled it.
    @Override
    public Mono<Void> finish(long number) {
        Bson underWay = Filters.and(Filters.eq("_id", BATCH_ID), Filters.eq("number", number));
        Bson done =
                Updates.combine(
                        Updates.set("state", State.SETTLED), Updates.set("entries", List.of()));
        return MongoCalls.one(batches.updateOne(underWay, done)).then();
    }

    // One document at a time; a request that is counted meanwhile is marked for nothing, and the
    // next batch finds that it changes nothing.
    @Override
    public Mono<Long> markStrays() {
        Bson strays =
                Filters.and(
                        Filters.exists("outcome.revision"),
                        Filters.eq(DIRTY, false),
                        Filters.expr(
                                new Document(
                                        "$ne",
                                        List.of("$outcome.revision", "$projected.revision"))));
        return MongoCalls.one(
                        facts.withTimeout(SCAN_MINUTES, TimeUnit.MINUTES)
                                .updateMany(strays, Updates.set(DIRTY, true)))
                .map(result -> result.getModifiedCount());
    }

    @Override
    public Mono<Void> emptyTallies(long number) {
        return tallies.empty(number);
    }

    @Override
    public Flux<Contribution> streamCounted() {
        return MongoCalls.many(
                        facts.find(Filters.exists(COUNTED))
                                .projection(Projections.include("projected"))
                                .timeoutMode(TimeoutMode.ITERATION))
                .mapNotNull(FactDocument::counted);
    }

    /** The batch under way or done last. */
    public record BatchDocument(
            @BsonId String id, long number, State state, List<Entry> entries, Instant at) {
        static BatchDocument of(ProjectionBatch batch) {
            return new BatchDocument(
                    BATCH_ID, batch.number(), batch.state(), batch.entries(), batch.at());
        }

        ProjectionBatch toDomain() {
            return new ProjectionBatch(number, state, entries, at);
        }
    }

    /** What this package reads of a request. */
    public record FactDocument(
            @BsonId RequestId id,
            @Nullable RequestOutcome outcome,
            @Nullable MarkDocument projected) {
        @Nullable Contribution counted() {
            return projected == null ? null : projected.counted();
        }

        Entry toEntry() {
            RequestOutcome found = Objects.requireNonNull(outcome);
            return new Entry(id, found.revision(), counted(), Contribution.of(found));
        }
    }

    /**
     * What is counted of a request.
     *
     * @param batch that counted it
     * @param revision of the outcome that was counted
     */
    public record MarkDocument(long batch, long revision, @Nullable Contribution counted) {}
}
