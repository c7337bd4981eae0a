package org.zhumin.supervision;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexModel;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;

import org.bson.codecs.pojo.annotations.BsonId;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.zhumin.kernel.AreaCode;
import org.zhumin.kernel.Cursor;
import org.zhumin.kernel.Slice;
import org.zhumin.platform.mongo.MongoCalls;
import org.zhumin.platform.mongo.MongoIndexes;
import org.zhumin.platform.problem.PlatformProblem;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Orders in collection {@code rectifications}:
 *
 * <pre>
 * {_id, matter: {subject: {type, id}, organizationId, organizationName, areaPath: []}, trigger,
 * text, dueAt, state, supervisedBy: [], timeline: [], createdAt, updatedAt, version}</pre>
 *
 * <p>The id derives from subject, trigger and reference, so it is the key that makes an order one.
 */
@Component
class MongoRectifications implements Rectifications, MongoIndexes {
    private static final String COLLECTION = "rectifications";
    private static final List<RectificationState> OWED =
            Arrays.stream(RectificationState.values()).filter(RectificationState::isOwed).toList();

    private final MongoCollection<Document> collection;

    MongoRectifications(MongoDatabase database) {
        collection = database.getCollection(COLLECTION, Document.class);
    }

    @Override
    public Mono<Rectification> find(RectificationId id) {
        return MongoCalls.one(collection.find(Filters.eq("_id", id)).first())
                .map(Document::toDomain);
    }

    // Outcomes: inserted, then ours; duplicate _id, then the one that is stored.
    @Override
    public Mono<Rectification> insertOrGet(Rectification order) {
        return MongoCalls.one(collection.insertOne(Document.of(order)))
                .thenReturn(order)
                .onErrorResume(MongoCalls::isDuplicateKey, _ -> get(order.id()));
    }

    // Outcomes: replaced; or the stored version is another, and nothing is changed.
    @Override
    public Mono<Rectification> save(Rectification next) {
        Bson before =
                Filters.and(
                        Filters.eq("_id", next.id()), Filters.eq("version", next.version() - 1));
        return MongoCalls.one(collection.replaceOne(before, Document.of(next)))
                .filter(result -> result.getMatchedCount() == 1)
                .switchIfEmpty(Mono.error(PlatformProblem.STALE::refusal))
                .thenReturn(next);
    }

    @Override
    public Mono<Slice<Rectification>> list(
            Scope scope, Filter filter, int limit, @Nullable Cursor after) {
        return MongoCalls.many(
                        collection
                                .find(MongoMatters.filter(scope, conditions(filter), after))
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

    private static List<Bson> conditions(Filter filter) {
        var conditions = new ArrayList<Bson>();
        if (filter.state() != null) {
            conditions.add(Filters.eq("state", filter.state()));
        }
        if (filter.overdueAt() != null) {
            conditions.add(Filters.in("state", OWED));
            conditions.add(Filters.lt("dueAt", filter.overdueAt()));
        }
        return conditions;
    }

    @Override
    public Flux<Rectification> listOf(Subject subject) {
        Bson same =
                Filters.and(
                        Filters.eq("matter.subject.id", subject.id()),
                        Filters.eq("matter.subject.type", subject.type()));
        return MongoCalls.many(
                        collection.find(same).sort(MongoMatters.NEWEST_FIRST).limit(OF_SUBJECT))
                .map(Document::toDomain);
    }

    @Override
    public String collection() {
        return COLLECTION;
    }

    @Override
    public List<IndexModel> indexes() {
        var all = new ArrayList<>(MongoMatters.indexes());
        all.add(MongoMatters.index("subject", "matter.subject.id", "matter.subject.type"));
        return all;
    }

    /** The stored shape. */
    public record Document(
            @BsonId RectificationId id,
            Matter matter,
            Trigger trigger,
            String text,
            Instant dueAt,
            RectificationState state,
            List<AreaCode> supervisedBy,
            List<SupervisionEntry> timeline,
            Instant createdAt,
            Instant updatedAt,
            long version) {
        static Document of(Rectification order) {
            return new Document(
                    order.id(),
                    order.matter(),
                    order.trigger(),
                    order.text(),
                    order.dueAt(),
                    order.state(),
                    order.supervisedBy(),
                    order.timeline(),
                    order.createdAt(),
                    order.updatedAt(),
                    order.version());
        }

        Rectification toDomain() {
            return new Rectification(
                    id,
                    matter,
                    trigger,
                    text,
                    dueAt,
                    state,
                    supervisedBy,
                    timeline,
                    createdAt,
                    updatedAt,
                    version);
        }
    }
}
