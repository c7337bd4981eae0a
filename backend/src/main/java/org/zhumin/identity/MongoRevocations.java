package org.zhumin.identity;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;

import org.bson.Document;
import org.bson.codecs.pojo.annotations.BsonId;
import org.bson.conversions.Bson;
import org.springframework.stereotype.Repository;
import org.zhumin.platform.mongo.MongoCalls;
import org.zhumin.platform.mongo.MongoIndexes;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** {@code revocations}: {@code {_id: session id, at, expiresAt}}, times by the database's clock. */
@Repository
class MongoRevocations implements Revocations, MongoIndexes {
    static final String COLLECTION = "revocations";
    static final String EXPIRES_AT = "expiresAt";

    private static final String AT = "at";
    private static final String NOW = "$$NOW";

    private final MongoCollection<Stored> collection;

    MongoRevocations(MongoDatabase database) {
        collection = database.getCollection(COLLECTION, Stored.class);
    }

    @Override
    public String collection() {
        return COLLECTION;
    }

    @Override
    public List<IndexModel> indexes() {
        return List.of(
                new IndexModel(Indexes.ascending(AT), new IndexOptions().name(AT)),
                new IndexModel(Indexes.ascending(EXPIRES_AT), new IndexOptions().name(EXPIRES_AT)));
    }

    // Outcomes: inserted; already there, told again; two at once: a duplicate key, so it is there.
    @Override
    public Mono<Void> add(String sessionId, Duration keptFor) {
        var end = new Document("$add", List.of(NOW, keptFor.toMillis()));
        Bson set = new Document("$set", new Document(AT, NOW).append(EXPIRES_AT, end));
        return MongoCalls.one(
                        collection.updateOne(
                                Filters.eq("_id", sessionId),
                                List.of(set),
                                new UpdateOptions().upsert(true)))
                .then()
                .onErrorResume(MongoCalls::isDuplicateKey, _ -> Mono.empty());
    }

    @Override
    public Flux<Revocation> streamSince(Instant at) {
        return MongoCalls.many(collection.find(Filters.gte(AT, at))).map(Stored::toDomain);
    }

    public record Stored(@BsonId String sessionId, Instant at, Instant expiresAt) {
        Revocation toDomain() {
            return new Revocation(sessionId, at, expiresAt);
        }
    }
}
