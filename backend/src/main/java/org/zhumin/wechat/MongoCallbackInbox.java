package org.zhumin.wechat;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;

import org.bson.codecs.pojo.annotations.BsonId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import org.zhumin.platform.mongo.MongoCalls;
import org.zhumin.platform.mongo.MongoIndexes;
import org.zhumin.platform.ops.MongoBacklogs;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * {@value #COLLECTION}: {@code {_id, body, receivedAt, nextAt, attempts, takenAt, expiresAt}}. A
 * taken one has no body and no nextAt; it stays until it expires, to recognise repetitions.
 */
@Repository
class MongoCallbackInbox implements CallbackInbox, MongoIndexes, MongoBacklogs {
    static final String COLLECTION = "wechat_callbacks";
    static final String EXPIRES_AT = "expiresAt";

    private static final String NEXT_AT = "nextAt";
    private static final String BODY = "body";
    private static final int DUE_MAX = 100;

    private final MongoCollection<Stored> collection;

    MongoCallbackInbox(MongoDatabase database) {
        collection = database.getCollection(COLLECTION, Stored.class);
    }

    @Override
    public String collection() {
        return COLLECTION;
    }

    @Override
    public List<Waiting> backlogs() {
        return List.of(
                new Waiting(
                        Kind.QUEUE,
                        "wechat.callbacks",
                        COLLECTION,
                        Filters.exists(NEXT_AT),
                        "due",
                        "receivedAt"));
    }

    @Override
    public List<IndexModel> indexes() {
        return List.of(
                new IndexModel(
                        Indexes.ascending(NEXT_AT), new IndexOptions().name("due").sparse(true)),
                new IndexModel(Indexes.ascending(EXPIRES_AT), new IndexOptions().name(EXPIRES_AT)));
    }

    // Outcomes: inserted; or it came before, and what is kept stays.
    @Override
    public Mono<Void> put(String id, String body, Instant now, Instant expiresAt) {
        return MongoCalls.one(
                        collection.insertOne(new Stored(id, body, now, now, 0, null, expiresAt)))
                .then()
                .onErrorResume(MongoCalls::isDuplicateKey, _ -> Mono.empty());
    }

    // Outcomes: claimed; or empty, when it is taken, claimed by another, or waits for its next
    // turn.
    @Override
    public Mono<Kept> claim(String id, Instant now, Instant until) {
        return MongoCalls.one(
                        collection.findOneAndUpdate(
                                Filters.and(Filters.eq("_id", id), Filters.lte(NEXT_AT, now)),
                                Updates.combine(
                                        Updates.set(NEXT_AT, until), Updates.inc("attempts", 1)),
                                new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER)))
                .map(Stored::toKept);
    }

    @Override
    public Mono<Void> taken(String id, Instant now) {
        return MongoCalls.one(
                        collection.updateOne(
                                Filters.eq("_id", id),
                                Updates.combine(
                                        Updates.set("takenAt", now),
                                        Updates.unset(BODY),
                                        Updates.unset(NEXT_AT))))
                .then();
    }

    // Outcomes: set; or nothing, when another delivery has succeeded meanwhile.
    @Override
    public Mono<Void> again(String id, Instant next) {
        return MongoCalls.one(
                        collection.updateOne(
                                Filters.and(Filters.eq("_id", id), Filters.exists(NEXT_AT)),
                                Updates.set(NEXT_AT, next)))
                .then();
    }

    @Override
    public Flux<String> listDue(Instant now) {
        return MongoCalls.many(
                        collection
                                .withDocumentClass(Due.class)
                                .find(Filters.lte(NEXT_AT, now))
                                .sort(Sorts.ascending(NEXT_AT))
                                .projection(Projections.include("_id"))
                                .limit(DUE_MAX))
                .map(Due::id);
    }

    public record Due(@BsonId String id) {}

    public record Stored(
            @BsonId String id,
            @Nullable String body,
            Instant receivedAt,
            @Nullable Instant nextAt,
            int attempts,
            @Nullable Instant takenAt,
            Instant expiresAt) {
        Kept toKept() {
            return new Kept(id, Objects.requireNonNull(body), receivedAt, attempts);
        }
    }
}
