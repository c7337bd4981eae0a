package org.zhumin.supervision;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexModel;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;

import org.bson.codecs.pojo.annotations.BsonId;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.zhumin.kernel.Cursor;
import org.zhumin.kernel.Slice;
import org.zhumin.platform.mongo.MongoCalls;
import org.zhumin.platform.mongo.MongoIndexes;
import org.zhumin.platform.problem.PlatformProblem;

import reactor.core.publisher.Mono;

import java.time.Instant;
import java.util.List;

/**
 * Cases in collection {@code accountability_cases}:
 *
 * <pre>{_id, matter: {subject: {type, id}, organizationId, organizationName, areaPath: []}, level,
 * text, state, timeline: [], bodyHash, createdAt, updatedAt, version}</pre>
 */
@Component
class MongoCases implements Cases, MongoIndexes {
    private static final String COLLECTION = "accountability_cases";

    private final MongoCollection<Document> collection;

    MongoCases(MongoDatabase database) {
        collection = database.getCollection(COLLECTION, Document.class);
    }

    @Override
    public Mono<AccountabilityCase> find(CaseId id) {
        return MongoCalls.one(collection.find(Filters.eq("_id", id)).first())
                .map(Document::toDomain);
    }

    // Outcomes: inserted, then ours; duplicate _id, then the one that is stored.
    @Override
    public Mono<AccountabilityCase> insertOrGet(AccountabilityCase opened) {
        return MongoCalls.one(collection.insertOne(Document.of(opened)))
                .thenReturn(opened)
                .onErrorResume(MongoCalls::isDuplicateKey, _ -> get(opened.id()));
    }

    // Outcomes: replaced; or the stored version is another, and nothing is changed.
    @Override
    public Mono<AccountabilityCase> save(AccountabilityCase next) {
        Bson before =
                Filters.and(
                        Filters.eq("_id", next.id()), Filters.eq("version", next.version() - 1));
        return MongoCalls.one(collection.replaceOne(before, Document.of(next)))
                .filter(result -> result.getMatchedCount() == 1)
                .switchIfEmpty(Mono.error(PlatformProblem.STALE::refusal))
                .thenReturn(next);
    }

    @Override
    public Mono<Slice<AccountabilityCase>> list(
            Scope scope, @Nullable CaseState state, int limit, @Nullable Cursor after) {
        List<Bson> conditions = state == null ? List.of() : List.of(Filters.eq("state", state));
        return MongoCalls.many(
                        collection
                                .find(MongoMatters.filter(scope, conditions, after))
                                .sort(MongoMatters.NEWEST_FIRST)
                                .limit(limit + 1)
                                .batchSize(limit + 1))
                .map(Document::toDomain)
                .collectList()
                .map(
                        fetched ->
                                Slice.of(
                                        fetched,
                                        limit,
                                        last ->
                                                MongoMatters.cursorOf(
                                                        last.createdAt(), last.id().value())));
    }

    @Override
    public String collection() {
        return COLLECTION;
    }

    @Override
    public List<IndexModel> indexes() {
        return MongoMatters.indexes();
    }

    /** The stored shape. */
    public record Document(
            @BsonId CaseId id,
            Matter matter,
            CaseLevel level,
            String text,
            CaseState state,
            List<SupervisionEntry> timeline,
            String bodyHash,
            Instant createdAt,
            Instant updatedAt,
            long version) {
        static Document of(AccountabilityCase found) {
            return new Document(
                    found.id(),
                    found.matter(),
                    found.level(),
                    found.text(),
                    found.state(),
                    found.timeline(),
                    found.bodyHash(),
                    found.createdAt(),
                    found.updatedAt(),
                    found.version());
        }

        AccountabilityCase toDomain() {
            return new AccountabilityCase(
                    id, matter, level, text, state, timeline, bodyHash, createdAt, updatedAt,
                    version);
        }
    }
}
