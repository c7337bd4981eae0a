package org.zhumin.request;

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
import java.util.List;

/** {@code request_supports}: {@code {_id: request:resident, request, resident, …}}. */
@Component
class MongoSupports implements Supports, MongoIndexes {
    private static final String COLLECTION = "request_supports";

    private final MongoCollection<Stored> collection;

    MongoSupports(MongoDatabase database) {
        collection = database.getCollection(COLLECTION, Stored.class);
    }

    /** Outcomes: inserted; or it is there already, which is as good. */
    @Override
    public Mono<Void> put(Support support) {
        return MongoCalls.one(collection.insertOne(Stored.of(support)))
                .then()
                .onErrorResume(MongoCalls::isDuplicateKey, _ -> Mono.empty());
    }

    /** Outcomes: removed; or there was none, which is as good. */
    @Override
    public Mono<Void> remove(RequestId request, ResidentId resident) {
        return MongoCalls.one(
                        collection.deleteOne(Filters.eq("_id", Stored.key(request, resident))))
                .then();
    }

    @Override
    public Mono<Boolean> exists(RequestId request, ResidentId resident) {
        return MongoCalls.one(
                        collection.find(Filters.eq("_id", Stored.key(request, resident))).first())
                .hasElement();
    }

    @Override
    public Mono<Long> count(RequestId request) {
        return MongoCalls.one(collection.countDocuments(Filters.eq("request", request)));
    }

    @Override
    public Flux<Support> streamOf(RequestId request) {
        return MongoCalls.many(collection.find(Filters.eq("request", request)))
                .map(Stored::toDomain);
    }

    /** The keys begin with the request and go on with the resident, so they are the order. */
    @Override
    public Flux<Support> listOf(RequestId request, @Nullable ResidentId after, int limit) {
        String first = request.value() + ":";
        Bson range =
                Filters.and(
                        Filters.gt("_id", after == null ? first : first + after.value()),
                        Filters.lt("_id", request.value() + ";"));
        return MongoCalls.many(collection.find(range).sort(Sorts.ascending("_id")).limit(limit))
                .map(Stored::toDomain);
    }

    @Override
    public Flux<Support> streamBy(ResidentId resident) {
        return MongoCalls.many(collection.find(Filters.eq("resident", resident)))
                .map(Stored::toDomain);
    }

    @Override
    public Mono<Slice<Support>> listBy(ResidentId resident, int limit, @Nullable Cursor after) {
        Bson mine = Filters.eq("resident", resident);
        return MongoCalls.many(
                        collection
                                .find(after == null ? mine : Filters.and(mine, isAfter(after)))
                                .sort(Sorts.descending("requestedAt", "request"))
                                .limit(limit + 1))
                .map(Stored::toDomain)
                .collectList()
                .map(found -> Slice.of(found, limit, MongoSupports::cursorOf));
    }

    private static Cursor cursorOf(Support last) {
        return Cursor.of(Long.toString(last.requestedAt().toEpochMilli()), last.request().value());
    }

    private static Bson isAfter(Cursor cursor) {
        Instant at = Instant.ofEpochMilli(Long.parseLong(cursor.keys().getFirst()));
        return Filters.or(
                Filters.lt("requestedAt", at),
                Filters.and(
                        Filters.eq("requestedAt", at),
                        Filters.lt("request", cursor.keys().getLast())));
    }

    @Override
    public String collection() {
        return COLLECTION;
    }

    @Override
    public List<IndexModel> indexes() {
        return List.of(
                new IndexModel(Indexes.ascending("request"), new IndexOptions().name("request")),
                new IndexModel(
                        Indexes.compoundIndex(
                                Indexes.ascending("resident"),
                                Indexes.descending("requestedAt", "request")),
                        new IndexOptions().name("resident")));
    }

    public record Stored(
            @BsonId String id,
            RequestId request,
            ResidentId resident,
            Instant requestedAt,
            Instant at,
            boolean merged) {
        static String key(RequestId request, ResidentId resident) {
            return request.value() + ":" + resident.value();
        }

        static Stored of(Support support) {
            return new Stored(
                    key(support.request(), support.resident()),
                    support.request(),
                    support.resident(),
                    support.requestedAt(),
                    support.at(),
                    support.merged());
        }

        Support toDomain() {
            return new Support(request, resident, requestedAt, at, merged);
        }
    }
}
