package org.zhumin.identity;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;

import org.bson.codecs.pojo.annotations.BsonId;
import org.springframework.stereotype.Repository;
import org.zhumin.kernel.ResidentId;
import org.zhumin.platform.mongo.MongoCalls;
import org.zhumin.platform.mongo.MongoIndexes;
import org.zhumin.platform.web.FactKey;

import reactor.core.publisher.Mono;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * {@code sign_ins}: {@code {_id: fact id, bodyHash, sessionId, residentId, startedAt, expiresAt}}.
 */
@Repository
class MongoSignIns implements SignIns, MongoIndexes {
    static final String COLLECTION = "sign_ins";
    static final String EXPIRES_AT = "expiresAt";

    private static final Duration KEPT = Duration.ofMinutes(10);

    private final MongoCollection<Stored> collection;
    private final Clock clock;

    MongoSignIns(MongoDatabase database, Clock clock) {
        collection = database.getCollection(COLLECTION, Stored.class);
        this.clock = clock;
    }

    @Override
    public String collection() {
        return COLLECTION;
    }

    @Override
    public List<IndexModel> indexes() {
        return List.of(
                new IndexModel(Indexes.ascending(EXPIRES_AT), new IndexOptions().name(EXPIRES_AT)));
    }

    @Override
    public Mono<Session> find(FactKey key) {
        return MongoCalls.one(collection.find(Filters.eq("_id", key.id())).first())
                .map(stored -> stored.toDomain(key));
    }

    // Outcomes: inserted, then ours; duplicate _id, then the one that is stored.
    @Override
    public Mono<Session> insertOrGet(FactKey key, Session session) {
        var stored =
                new Stored(
                        key.id(),
                        key.bodyHash(),
                        session.id(),
                        session.resident(),
                        session.startedAt(),
                        clock.instant().plus(KEPT));
        return MongoCalls.one(collection.insertOne(stored))
                .thenReturn(session)
                .onErrorResume(MongoCalls::isDuplicateKey, _ -> find(key));
    }

    public record Stored(
            @BsonId String id,
            String bodyHash,
            String sessionId,
            ResidentId residentId,
            Instant startedAt,
            Instant expiresAt) {
        Session toDomain(FactKey key) {
            key.requireSameBody(bodyHash);
            return new Session(sessionId, residentId, startedAt);
        }
    }
}
