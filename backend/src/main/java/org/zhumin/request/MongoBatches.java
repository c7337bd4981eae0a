package org.zhumin.request;

import com.mongodb.client.model.Filters;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;

import org.bson.codecs.pojo.annotations.BsonId;
import org.springframework.stereotype.Component;
import org.zhumin.platform.mongo.MongoCalls;

import reactor.core.publisher.Mono;

import java.util.List;

/** {@code request_batches}: {@code {_id: operation, bodyHash, requests}}. */
@Component
class MongoBatches implements Batches {
    private final MongoCollection<Stored> collection;

    MongoBatches(MongoDatabase database) {
        collection = database.getCollection("request_batches", Stored.class);
    }

    @Override
    public Mono<Batch> find(String operation) {
        return MongoCalls.one(collection.find(Filters.eq("_id", operation)).first())
                .map(Stored::toDomain);
    }

    /** Outcomes: inserted; or duplicate _id, it is there already. */
    @Override
    public Mono<Void> insert(Batch batch) {
        return MongoCalls.one(collection.insertOne(Stored.of(batch)))
                .then()
                .onErrorResume(MongoCalls::isDuplicateKey, _ -> Mono.empty());
    }

    /** As it is stored. Public because the driver's codec for records needs it. */
    public record Stored(@BsonId String operation, String bodyHash, List<RequestId> requests) {
        static Stored of(Batch batch) {
            return new Stored(batch.operation(), batch.bodyHash(), batch.requests());
        }

        Batch toDomain() {
            return new Batch(operation, bodyHash, requests);
        }
    }
}
