package org.zhumin.identity;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;

import org.bson.codecs.pojo.annotations.BsonId;
import org.zhumin.kernel.ResidentId;
import org.zhumin.platform.mongo.MongoCalls;
import org.zhumin.platform.mongo.MongoIndexes;

import reactor.core.publisher.Mono;

import java.time.Clock;
import java.time.Instant;
import java.util.List;

/** Claims in a collection of their own: {@code {_id: key, residentId, at}}. */
class MongoClaims implements Claims, MongoIndexes {
    private static final String HOLDER = "residentId";

    private final String name;
    private final MongoCollection<Document> collection;
    private final Clock clock;

    MongoClaims(MongoDatabase database, String name, Clock clock) {
        this.name = name;
        this.clock = clock;
        collection = database.getCollection(name, Document.class);
    }

    @Override
    public String collection() {
        return name;
    }

    @Override
    public List<IndexModel> indexes() {
        return List.of(
                new IndexModel(Indexes.ascending(HOLDER), new IndexOptions().name("holder")));
    }

    @Override
    public Mono<ResidentId> find(String key) {
        return MongoCalls.one(collection.find(Filters.eq("_id", key)).first())
                .map(Document::residentId);
    }

    // Outcomes: inserted, then ours; duplicate _id, then whose it is.
    @Override
    public Mono<ResidentId> claim(String key, ResidentId wanted) {
        return MongoCalls.one(collection.insertOne(new Document(key, wanted, clock.instant())))
                .thenReturn(wanted)
                .onErrorResume(MongoCalls::isDuplicateKey, _ -> find(key));
    }

    @Override
    public Mono<Void> releaseAll(ResidentId holder) {
        return MongoCalls.one(collection.deleteMany(Filters.eq(HOLDER, holder))).then();
    }

    public record Document(@BsonId String key, ResidentId residentId, Instant at) {}
}
