package org.zhumin.moderation;

import com.mongodb.client.model.Accumulators;
import com.mongodb.client.model.Aggregates;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;

import org.bson.codecs.pojo.annotations.BsonId;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.zhumin.kernel.Cursor;
import org.zhumin.kernel.ResidentId;
import org.zhumin.kernel.Slice;
import org.zhumin.platform.mongo.MongoCalls;
import org.zhumin.platform.mongo.MongoIndexes;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Reports in collection {@code moderation_reports}, one document each. How many there are about a
 * case is counted from them and kept nowhere, so it is never wrong.
 */
@Component
class MongoReports implements Reports, MongoIndexes {
    private static final String COLLECTION = "moderation_reports";
    private static final Bson LATEST_FIRST = Sorts.descending("at", "_id");

    private final MongoCollection<ReportDocument> collection;

    MongoReports(MongoDatabase database) {
        collection = database.getCollection(COLLECTION, ReportDocument.class);
    }

    @Override
    public Mono<Report> find(String id) {
        return MongoCalls.one(collection.find(Filters.eq("_id", id)).first())
                .map(ReportDocument::toDomain);
    }

    /** Outcomes: inserted; or this person reported it before, and that report is given. */
    @Override
    public Mono<Report> insert(Report report) {
        return MongoCalls.one(collection.insertOne(ReportDocument.of(report)))
                .thenReturn(report)
                .onErrorResume(MongoCalls::isDuplicateKey, _ -> find(report.id()));
    }

    @Override
    public Mono<Map<CaseId, Integer>> count(Collection<CaseId> cases) {
        return MongoCalls.many(
                        collection.aggregate(
                                List.of(
                                        Aggregates.match(Filters.in("caseId", cases)),
                                        Aggregates.group("$caseId", Accumulators.sum("n", 1))),
                                CountDocument.class))
                .collectMap(CountDocument::id, CountDocument::n);
    }

    @Override
    public Flux<Report> listLatest(CaseId id, int limit) {
        return MongoCalls.many(
                        collection
                                .find(Filters.eq("caseId", id))
                                .sort(LATEST_FIRST)
                                .limit(limit)
                                .batchSize(limit))
                .map(ReportDocument::toDomain);
    }

    @Override
    public Mono<Slice<Report>> listOf(ResidentId reporter, int limit, @Nullable Cursor after) {
        Bson own = Filters.eq("reporter", reporter);
        return MongoCalls.many(
                        collection
                                .find(after == null ? own : Filters.and(own, isAfter(after)))
                                .sort(LATEST_FIRST)
                                .limit(limit + 1)
                                .batchSize(limit + 1))
                .map(ReportDocument::toDomain)
                .collectList()
                .map(fetched -> Slice.of(fetched, limit, MongoReports::cursorOf));
    }

    private static Cursor cursorOf(Report last) {
        return Cursor.of(Long.toString(last.at().toEpochMilli()), last.id());
    }

    private static Bson isAfter(Cursor cursor) {
        Instant at = Instant.ofEpochMilli(Long.parseLong(cursor.keys().getFirst()));
        return Filters.or(
                Filters.lt("at", at),
                Filters.and(Filters.eq("at", at), Filters.lt("_id", cursor.keys().getLast())));
    }

    @Override
    public Flux<Report> streamOf(ResidentId reporter) {
        return MongoCalls.many(collection.find(Filters.eq("reporter", reporter)))
                .map(ReportDocument::toDomain);
    }

    @Override
    public Mono<Void> delete(ResidentId reporter) {
        return MongoCalls.one(collection.deleteMany(Filters.eq("reporter", reporter))).then();
    }

    @Override
    public String collection() {
        return COLLECTION;
    }

    @Override
    public List<IndexModel> indexes() {
        return List.of(latestFirst("case", "caseId"), latestFirst("reporter", "reporter"));
    }

    private static IndexModel latestFirst(String name, String of) {
        return new IndexModel(
                Indexes.compoundIndex(Indexes.ascending(of), Indexes.descending("at", "_id")),
                new IndexOptions().name(name));
    }

    public record CountDocument(@BsonId CaseId id, int n) {}

    public record ReportDocument(
            @BsonId String id,
            CaseId caseId,
            String targetType,
            String targetId,
            ResidentId reporter,
            ReasonCode reason,
            @Nullable String text,
            Instant at,
            String operation,
            String bodyHash) {
        static ReportDocument of(Report report) {
            return new ReportDocument(
                    report.id(),
                    report.caseId(),
                    report.target().type(),
                    report.target().id(),
                    report.reporter(),
                    report.reason(),
                    report.text(),
                    report.at(),
                    report.operation(),
                    report.bodyHash());
        }

        Report toDomain() {
            return new Report(
                    id,
                    caseId,
                    new Target(targetType, targetId),
                    reporter,
                    reason,
                    text,
                    at,
                    operation,
                    bodyHash);
        }
    }
}
